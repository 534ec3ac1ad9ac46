"""What a token's error codes mean for the person in front of it."""

from desktop.errors import UserError

_OCCUPIED = "Thiết bị đang được một chương trình khác dùng; hãy đóng chương trình đó rồi ký lại."

_SENTENCES = {
    "PinIncorrect": "Mã PIN không đúng; nhập sai thêm vài lần thiết bị sẽ bị khóa. "
    "Hãy tắt bộ gõ tiếng Việt, kiểm tra kỹ rồi nhập lại.",
    "PinInvalid": "Mã PIN có ký tự không dùng được; hãy nhập lại.",
    "PinLenRange": "Mã PIN quá ngắn hoặc quá dài so với quy định của thiết bị; hãy nhập lại.",
    "PinLocked": "Mã PIN đã bị khóa vì nhập sai nhiều lần; hãy liên hệ đơn vị cấp thiết bị để mở khóa.",
    "PinExpired": "Mã PIN đã hết hạn; hãy đổi PIN bằng phần mềm kèm thiết bị rồi ký lại.",
    "TokenNotPresent": "Không thấy thiết bị ký; hãy cắm lại rồi làm lại.",
    "TokenNotRecognised": "Thư viện không nhận ra thiết bị đang cắm; hãy chọn đúng thư viện của thiết bị.",
    "DeviceRemoved": "Thiết bị ký đã bị rút ra giữa chừng, chưa ký được gì; hãy cắm lại rồi ký lại.",
    "DeviceError": "Thiết bị ký báo lỗi; hãy rút ra, cắm lại rồi ký lại.",
    "SessionHandleInvalid": "Thiết bị ký đã ngắt phiên làm việc; hãy ký lại.",
    "UserAlreadyLoggedIn": _OCCUPIED,
    "AnotherUserAlreadyLoggedIn": _OCCUPIED,
    "UserPinNotInitialized": "Thiết bị chưa đặt mã PIN; hãy đặt PIN bằng phần mềm kèm thiết bị.",
}


def sentence_for_token_error(error: Exception) -> UserError:
    """Turn an error of the PKCS#11 library into a UserError; the library's own texts are often empty."""
    name = type(error).__name__
    return UserError(
        _SENTENCES.get(name, f"Thiết bị ký báo lỗi ({name}); hãy rút ra, cắm lại rồi thử lần nữa.")
    )
