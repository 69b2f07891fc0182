"""Every Vietnamese sentence and word that quizzes add to what the documents say."""

from __future__ import annotations

# --- leads: where the answer stands -----------------------------------------------------------
BY = "Theo {document}, "
BY_SECTION = "Theo {document} (mục “{title}”), "
FULL_NAME = "{name} của {issuer} {subject}"
CONSOLIDATED = "{name} (Văn bản hợp nhất số {number})"
ABOUT = "về"
LEVEL = "cấp {place}"
BY_ARTICLE = "Theo {article} {document}, "
BY_TITLED_ARTICLE = "Theo {article} ({title}) {document}, "
OF_YEAR = "{name} năm {year}"
DATED_NAME = "{kind} năm {year} của {issuer}"

# --- stems ------------------------------------------------------------------------------------
HOW_MANY = "bao nhiêu"
PERCENT = "phần trăm"
AMONG = "trong đó"
THERE_ARE = "có"
BLANK = "____"
LEFT_OUT = "[…]"
ASK_BLANK = "hãy điền số còn thiếu vào chỗ trống: “{claim}”."
ASK_BLANK_OF_PLACE = "hãy điền số còn thiếu vào chỗ trống trong câu sau về {place}: “{claim}”."
IN_PLACE = "trên địa bàn {place}, "
AS_OF_REPORT = "tính đến thời điểm báo cáo, "
AND = "và"
TRUE_OR_FALSE = "Nhận định sau đây đúng hay sai: “{claim}”?"
ASK_DATE = "{name} được ban hành vào ngày nào?"
ASK_NUMBER = "{name} có số, ký hiệu là gì?"
ASK_ISSUER = "{name} do cơ quan, người có thẩm quyền nào ban hành?"
ASK_SUBJECT = "{name} là văn bản về việc gì?"
CLAIM_DATE = "{name} được ban hành ngày {{}}"
CLAIM_BEFORE = "{one} được ban hành trước {other}"
CLAIM_NUMBER = "{name} có số, ký hiệu là {{}}"
CLAIM_ISSUER = "{name} do {{}} ban hành"
CLAIM_SUBJECT = "{name} có trích yếu nội dung là: {{}}"
ASK_TERM = "khái niệm nào được hiểu là “{meaning}”?"
ASK_MEANING = "“{term}” được hiểu là gì?"
CLAIM_TERM = "‘{term}’ là {meaning}"
ASK_EFFECT = "{name} có hiệu lực thi hành từ ngày nào?"
CLAIM_EFFECT = "{name} có hiệu lực thi hành từ ngày {{}}"
ASK_BODY = "cơ quan, tổ chức nào {does}?"
ASK_POST = "người giữ chức vụ nào {does}?"
ASK_UNDER_HEADING = "nội dung nào sau đây được nêu ở mục “{title}”?"
ASK_AMONG = "nội dung nào sau đây là {what}?"
WHICH = "{noun} nào sau đây"
WHICH_SEVERAL = "những {which}"
CHOOSE_ALL = "{question} Chọn các phương án đúng."
ASK_ORDER = "hãy sắp xếp các văn bản sau theo thứ tự ngày ban hành, từ sớm nhất đến muộn nhất."
ASK_ORDER_OF_EFFECT = (
    "hãy sắp xếp các văn bản sau theo thứ tự ngày có hiệu lực thi hành, từ sớm nhất đến muộn nhất."
)
ASK_EARLIEST = "trong các văn bản sau, văn bản nào được ban hành sớm nhất?"
ASK_LATEST = "trong các văn bản sau, văn bản nào được ban hành muộn nhất?"
ASK_YEAR = "trong các văn bản sau, những văn bản nào được ban hành năm {year}?"
MATCH_DATES = "hãy ghép mỗi văn bản với ngày ban hành của văn bản đó."
MATCH_NUMBERS = "hãy ghép mỗi văn bản với số, ký hiệu của văn bản đó."
MATCH_EFFECTS = "hãy ghép mỗi văn bản với ngày có hiệu lực thi hành của văn bản đó."
MATCH_SUBJECTS = "hãy ghép mỗi văn bản với trích yếu nội dung của văn bản đó."
MATCH_ISSUERS = "hãy ghép mỗi văn bản với cơ quan, tổ chức hoặc người ban hành văn bản đó."
MATCH_TERMS = "hãy ghép mỗi khái niệm với nội dung giải thích khái niệm đó."
SPELLED = "{words} ({short})"
ABBREVIATED = "{short} là {words}"
WITH_ABBREVIATIONS = "{stem} Chữ viết tắt: {words}."
POINT = "nội dung"
EXPLANATION = "“{quote}” ({document}, {place})"
TRUE = "Đúng"
FALSE = "Sai"

# --- a quiz -----------------------------------------------------------------------------------
TITLE = "Bộ câu hỏi trắc nghiệm"
NOTHING_TO_ASK = (
    "Không có nội dung nào trong phạm vi đã chọn hỏi được. Hãy kiểm tra lại văn bản, mục hoặc chủ "
    "đề đã chọn."
)
SHORT = "Soạn được {made}/{wanted} câu: {why}."
SHORT_FACTS = "phạm vi đã chọn có {facts} dữ kiện hỏi được, mỗi dữ kiện chỉ hỏi một lần"
SHORT_USED = "không hỏi lại những gì bộ câu hỏi đã có"
SHORT_SHOWN = "không lấy câu nào làm lộ đáp án của câu khác"
SHORT_UNFIT = (
    "{count} câu bị loại vì tài liệu không có đủ phương án nhiễu hợp lý hoặc phương án đúng dễ lộ"
)
SHORT_DIFFICULTY = "chỉ lấy câu đúng mức độ đã chọn"
SHORT_KINDS = "chỉ lấy các dạng câu đã chọn"

# --- quiz files -------------------------------------------------------------------------------
NOT_JSON = "Tệp này không phải JSON hợp lệ, nên không mở được như một bộ câu hỏi."
NOT_QUIZ = "Tệp này không phải bộ câu hỏi do chương trình lưu ra."
BAD_ITEM = "Câu {number} trong tệp không đúng: {detail}"
NOT_TEXT = "cần chữ, không phải «{value}»"
NOT_NUMBER = "cần số nguyên, không phải «{value}»"
BAD_KIND = "Dạng câu «{kinds}» không có. Các dạng dùng được: {known}."
NO_STEM = "Câu hỏi không được để trống."
NO_KEY = "Hãy chọn đáp án đúng."
FEW_OPTIONS = "Cần ít nhất hai phương án, không phương án nào để trống."
SAME_OPTIONS = "Có hai phương án giống nhau."

# --- files of other programs ------------------------------------------------------------------
CATEGORY = "$course$/top/{title}"
ITEM_NAME = "Câu {number} ({id})"
KIND_NAMES = {
    "single": "Chọn một",
    "multiple": "Chọn nhiều",
    "true_false": "Đúng/Sai",
    "fill": "Điền",
    "matching": "Ghép cặp",
    "ordering": "Sắp xếp",
}
DIFFICULTY_NAMES = {
    1: "1 - nhớ một giá trị",
    2: "2 - phân biệt giá trị gần nhau",
    3: "3 - ghép hai đoạn",
}
SHEET_NAME = "Câu hỏi"
SHEET_COLUMNS = (
    "STT", "Dạng", "Mức độ", "Câu hỏi", "A", "B", "C", "D", "E", "Đáp án", "Căn cứ", "Văn bản",
    "Vị trí", "Mã câu",
)  # fmt: skip
KAHOOT_LEFT_OUT = (
    "{count} câu không đưa được vào tệp Kahoot: Kahoot chỉ nhận câu chọn phương án, câu hỏi không "
    "quá 120 ký tự, mỗi phương án không quá 75 ký tự."
)
ANKI_MODEL = "Danvan trắc nghiệm"
ANKI_FIELDS = ("Mặt trước", "Đáp án", "Căn cứ")
ANKI_CARD = "Thẻ"
PAPER_CODE = "Mã đề {code}"
PAPER_NAME = "Họ và tên:"
PAPER_OFFICE = "Cơ quan, đơn vị:"
PAPER_ANSWER = "Trả lời:"
PAPER_ORDER = "Thứ tự đúng:"
PAPER_KEYS = "ĐÁP ÁN"
PAPER_GROUNDS = "CĂN CỨ CỦA TỪNG CÂU (theo mã đề {code})"
QUESTION = "Câu {number}."
KEY_NUMBER = "Câu"
