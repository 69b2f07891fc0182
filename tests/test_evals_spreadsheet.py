"""Question sets written in a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import SpreadsheetError
from evals.questions import load_questions, to_row
from evals.spreadsheet import missing_quotes, read_sheet, write_template

HEAD = "mã,câu hỏi,loại,cách hỏi,ý phải có,bằng chứng"


def csv_file(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_csv(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "bộ.csv",
        HEAD,
        'a1,"Diện tích, dân số?",Con số,không dấu,"3.849 | 3849\n1,8 triệu",'
        '"diện tích đất tự nhiên 3.849 km²\ndân số trên 1,8 triệu người"',
        ",Có sân bay không?,tài liệu không nêu,,,",
    )
    (where, first), (_, second) = read_sheet(path)
    assert where == f"{path}, dòng 2"
    assert first.facts == (("3.849", "3849"), ("1,8 triệu",))
    assert len(first.evidence) == 2
    assert (first.kind, first.style) == ("number", "khong-dau")
    assert second.id == "q005"  # its line in the file: the cells above span lines
    assert not second.answerable and second.style == "formal"
    out = tmp_path / "bộ.jsonl"
    out.write_text(
        "\n".join(json.dumps(to_row(question)) for question in (first, second)), encoding="utf-8"
    )
    assert [q.id for q in load_questions([out])] == ["a1", "q005"]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_csv_as_excel_writes_it(tmp_path: Path, separator: str) -> None:
    head = separator.join(["Câu hỏi", "LOAI", "Trả lời được"])
    row = separator.join(["Có sân bay không?", "none", "Không"])
    path = csv_file(tmp_path / "a.csv", head, row, encoding="utf-8-sig")
    assert read_sheet(path)[0][1].kind == "none"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_template_can_be_read_back(tmp_path: Path, suffix: str) -> None:
    if suffix == ".xlsx":
        pytest.importorskip("openpyxl")
    path = tmp_path / f"mẫu{suffix}"
    write_template(path)
    questions = [question for _, question in read_sheet(path)]
    assert [q.kind for q in questions] == ["number", "none"]
    assert questions[0].facts == (("3.849", "3849"),)


def test_xlsx_cells_as_people_read_them(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["mã", "câu hỏi", "loại", "đáp án", "nguyên văn", "trả lời được"])
    book.active.append([7, "Bao nhiêu?", "number", 107.0, "Toàn tỉnh có 107 xã về đích", True])
    book.save(tmp_path / "a.xlsx")
    ((_, question),) = read_sheet(tmp_path / "a.xlsx")
    assert question.id == "7" and question.facts == (("107",),) and question.answerable


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([HEAD], "không có dòng câu hỏi"),
        ([], "không có dòng câu hỏi"),
        (["mã,câu hỏi,mầu", "a,b,c"], "cột «mầu»"),
        (["câu hỏi,câu hỏi,loại", "a,b,c"], "hai lần"),
        (["mã,loại", "a,b"], "thiếu cột «câu hỏi»"),
        (["câu hỏi,loại", "Bao nhiêu?,con sô"], "dòng 2: cột «loại» ghi «con sô»"),
        (["câu hỏi,loại", ",con số"], "dòng 2: chưa có câu hỏi"),
        (["câu hỏi,loại", "Bao nhiêu?,con số"], "dòng 2: câu trả lời được phải có"),
        (["câu hỏi,loại", "Có chứ?,none", "Nữa?,none", "A?,x"], "dòng 4"),
        (["mã,câu hỏi,loại", "a,B?,none", "a,C?,none"], "dòng 3: id «a» đã dùng"),
    ],
)
def test_faults_name_file_row_and_column(tmp_path: Path, lines: list[str], told: str) -> None:
    path = csv_file(tmp_path / "sai.csv", *lines)
    with pytest.raises(SpreadsheetError) as error:
        read_sheet(path)
    assert told in str(error.value) and str(path) in str(error.value)


def test_all_faulty_rows_are_told_at_once(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "sai.csv", "câu hỏi,loại", "A?,x", "B?,none", "C?,y")
    with pytest.raises(SpreadsheetError) as error:
        read_sheet(path)
    assert "dòng 2" in str(error.value) and "dòng 4" in str(error.value)


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(SpreadsheetError, match="UTF-8"):
        read_sheet(csv_file(tmp_path / "cũ.csv", "câu hỏi", encoding="utf-16"))
    (tmp_path / "a.doc").write_text("x")
    with pytest.raises(SpreadsheetError, match=r"\.doc"):
        read_sheet(tmp_path / "a.doc")
    with pytest.raises(SpreadsheetError, match="Không thấy"):
        read_sheet(tmp_path / "không có.csv")
    pytest.importorskip("openpyxl")
    (tmp_path / "giả.xlsx").write_text("không phải zip")
    with pytest.raises(SpreadsheetError, match="Không mở được"):
        read_sheet(tmp_path / "giả.xlsx")


def test_evidence_that_no_document_holds(tmp_path: Path) -> None:
    class Texts:
        available = True

        def text(self, document: str) -> str | None:
            return "Toàn tỉnh có 107 xã về đích." if document == "d" else None

    path = csv_file(
        tmp_path / "a.csv",
        "câu hỏi,loại,ý phải có,bằng chứng,tài liệu",
        "A?,con số,107,toàn tỉnh  có 107 xã về đích,d",
        "B?,con số,107,Toàn tỉnh có 108 xã về đích,d",
        "C?,con số,107,Toàn tỉnh có 107 xã về đích,",
    )
    (fault,) = missing_quotes(read_sheet(path), Texts(), ("d",))
    assert "dòng 3" in fault and "108" in fault
