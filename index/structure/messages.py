"""Vietnamese names of places that documents do not number themselves."""

OPENING = "Mở đầu"
CLOSING = "Kết thúc"
RECIPIENTS = "Nơi nhận"
SIGNATURE = "Chữ ký"
FOOTNOTE = "cước chú {number}"
FINAL_WORDS = ("Trên đây là", "Trên đây, ")
