"""The register of issued papers (sổ văn bản đi, NĐ 30/2020/NĐ-CP, Phụ lục IV): numbers, links, its print.

Freezing and signing papers is the room above; numbers come from here.
"""
