"""Papers: one document model (`model`) and its writers (PDF, DOCX, XLSX).

`pdf.write_pdf`, `docx.write_docx` and `xlsx.write_xlsx` write a `model.Report`; `charts.draw_chart` draws a
chart on paper or in a window. Layout rules of NĐ 30/2020/NĐ-CP live here. What a paper says is decided by
each feature's `report.py`; signing finished PDFs is the room `signing`.
"""
