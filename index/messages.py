"""Every Vietnamese sentence of the index layer that a person may read."""

INDEX_MISSING = (
    "Chưa có chỉ mục tài liệu trong {folder}. Hãy chạy lệnh: danvan index (mất chưa đến một phút)."
)
INDEX_DAMAGED = (
    "Chỉ mục trong {folder} bị hỏng ({detail}). Tài liệu gốc không bị ảnh hưởng. "
    "Hãy dựng lại bằng lệnh: danvan index --rebuild"
)
MODEL_MISMATCH = (
    "Chỉ mục được dựng bằng mô hình «{built}» nhưng cài đặt hiện nay là «{current}». "
    "Hai mô hình không dùng lẫn được. Hãy dựng lại bằng lệnh: danvan index --rebuild"
)
MODEL_UNREADABLE = (
    "Không mở được mô hình nhúng «{model}» ({detail}). Kiểm tra lại cài đặt embedding_model; "
    "mô hình phải nằm sẵn trên máy này."
)
INDEX_BUSY = (
    "Một tiến trình khác đang ghi vào thư mục {folder}. Hãy đợi nó xong rồi thử lại. "
    "Người đang hỏi không bị ảnh hưởng."
)
DOCUMENT_UNKNOWN = (
    "Không có tài liệu nào mang mã «{id}». Xem các mã hiện có bằng lệnh: danvan documents list"
)
FILE_MISSING = "Không tìm thấy tệp «{file}»."
NOT_UTF8 = "Tệp «{file}» không phải văn bản UTF-8 nên không đọc được."
FOLDER_UNWRITABLE = "Không ghi được vào thư mục {folder} ({detail})."

STAGE_READING = "Đọc tài liệu"
STAGE_EMBEDDING = "Tính véc-tơ"
STAGE_STORING = "Ghi chỉ mục"
