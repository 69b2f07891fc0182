#!/bin/sh
# Cài Danvan trên Linux từ thư mục này, không cần mạng: sh cai-dat.sh [THƯ_MỤC_CÀI]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$HOME/danvan"}
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
	echo "Cần Python 3.11 trở lên (đặt PYTHON=/đường/dẫn/python3 nếu ở chỗ khác)." >&2
	exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
	echo "Python thiếu phần tạo môi trường (venv). Debian, Ubuntu: sudo apt-get install python3-venv" >&2
	exit 1
fi
"$python" -m venv "$target"
"$target/bin/python" -m pip install --disable-pip-version-check --quiet \
	--no-index --find-links "$here/packages" danvan-assistant
echo "Đã cài. Mở cửa sổ hỏi đáp: $target/bin/danvan chat"
