"""Gradio's own words in Vietnamese. Gradio 6 has no Vietnamese locale and falls back to English,
so the same words are given for every locale a browser may ask for."""

from __future__ import annotations

import gradio as gr

# Flat keys win over the nested ones that Gradio ships.
_WORDS = {
    "common.loading": "Đang tải",
    "common.submit": "Gửi",
    "common.clear": "Xóa",
    "common.download": "Tải về",
    "common.edit": "Sửa",
    "common.empty": "Trống",
    "common.error": "Lỗi",
    "common.remove": "Bỏ",
    "common.settings": "Cài đặt",
    "common.undo": "Hoàn tác",
    "common.or": "hoặc",
    "common.built_with": "dựng bằng",
    "common.built_with_gradio": "Dựng bằng Gradio",
    "common.progress": "Tiến độ",
    "errors.use_via_api": "Dùng qua API",
    "errors.build_error": "lỗi khi dựng trang",
    "errors.config_error": "lỗi cấu hình",
    "errors.runtime_error": "lỗi khi chạy",
    "errors.contact_page_author": "Hãy báo cho người quản trị.",
    "file.uploading": "Đang tải lên…",
    "upload_text.click_to_upload": "Bấm để chọn tệp",
    "upload_text.drop_file": "Thả tệp vào đây",
    "upload_text.paste_clipboard": "Dán từ bộ nhớ tạm",
    "blocks.waiting_for_inputs": "Đợi tệp tải lên xong rồi thử lại.",
    "blocks.lost_connection": "Mất kết nối, đang nối lại…",
    "blocks.long_requests_queue": "Đang có nhiều người hỏi, xin đợi.",
    "blocks.connection_can_break": "Kết nối có thể ngắt khi máy ngủ.",
    "status.queue_position": "Thứ tự chờ: {position}/{size}",
    "login.username": "tên đăng nhập",
    "login.password": "mật khẩu",
    "login.login": "Đăng nhập",
    "login.incorrect_credentials": "Sai tên đăng nhập hoặc mật khẩu",
    "login.enable_cookies": "Hãy cho phép cookie của trang này rồi thử lại.",
}
# fmt: off
_LOCALES = (
    "ar", "ca", "ckb", "de", "en", "es", "et", "eu", "fa", "fi", "fr", "he", "hi", "ja", "ko",
    "lt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sv", "ta", "th", "tr", "uk", "ur", "uz",
    "vi", "zh-CN", "zh-TW",
)
# fmt: on


def vietnamese_gradio() -> gr.I18n:
    return gr.I18n(**dict.fromkeys(_LOCALES, _WORDS))
