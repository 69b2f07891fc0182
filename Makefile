# Two commands do everything in a fresh checkout of Debian or Ubuntu (Python 3.11 or later):
#   make chat    install, build the index if it is missing, open the window at 127.0.0.1:7860
#   make test    install what the tests need and run them all
# Further: make lint, make check, make wheel, make clean. docs/install.md says more.

# Any Python 3.11 or later; empty: the first fitting one of python3, python3.13, ...
PYTHON ?=
# Address of PyTorch's index of CPU builds, to spare Linux the CUDA build of several GB
# (docs/install.md says where to find it). Empty: what pip finds by itself.
TORCH_INDEX ?=
# Further options for the window (ARGS="--port 7861") and for pytest (ARGS="-k quotes").
ARGS ?=
# BROWSER=no leaves out the tests that drive a real window.
BROWSER ?= yes
# A checkout keeps its index, history and settings in .danvan/, not in the user's home.
export DANVAN_DATA_DIR ?= $(CURDIR)/.danvan

VENV ?= .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check \
	$(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.DEFAULT_GOAL := help
.PHONY: help chat test lint check wheel bundle audit clean programs

help:
	@sed -n '2,4s/^# \{0,1\}//p' Makefile

chat: $(VENV)/.installed
	@$(BIN)/danvan chat $(ARGS)

test: programs $(VENV)/.installed-dev
	@$(BIN)/python -m pytest $(if $(filter no,$(BROWSER)),-m "not browser") $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m hatchling build --target wheel --directory dist

# One zip that installs where no network is, on the same system and Python version as here.
BUNDLE := build/danvan
bundle: wheel
	rm -rf $(BUNDLE)
	mkdir -p $(BUNDLE)/packages
	cp dist/danvan_assistant-*.whl $(BUNDLE)/packages/
	$(BIN)/python -m pip download --disable-pip-version-check --quiet --prefer-binary \
		$(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) \
		--dest $(BUNDLE)/packages $(BUNDLE)/packages/danvan_assistant-*.whl
	cp docs/bundle/* docs/huong-dan.md docs/install.md LICENSE documents/*.txt $(BUNDLE)/
	cd build && $(abspath $(BIN))/python -m zipfile -c ../dist/danvan.zip danvan
	@echo "dist/danvan.zip"

# Known holes in the installed libraries: a report, which needs PyPI and fails nothing.
audit: $(VENV)/.installed-dev
	-$(BIN)/python -m pip_audit --local --progress-spinner off || \
		echo "pip-audit: có cảnh báo ở trên, hoặc không tới được PyPI."

# The index, the history and the settings in .danvan/ stay.
clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An interpreter of a fitting version; Debian ships one without ensurepip (package python3-venv).
$(BIN)/python:
	@for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
				echo "$$python thiếu phần tạo môi trường (venv)." >&2; \
				echo "Hãy cài rồi gõ lại lệnh: sudo apt-get install python3-venv" >&2; \
				exit 1; \
			fi; \
			echo "Tạo môi trường $(VENV) bằng $$("$$python" --version)..."; \
			exec "$$python" -m venv $(VENV); \
		fi; \
	done; \
	echo "Không tìm thấy Python 3.11 trở lên$(if $(PYTHON), (PYTHON=$(PYTHON)))." >&2; \
	echo "Debian 12, Ubuntu 24.04 trở lên: sudo apt-get install python3 python3-venv" >&2; \
	echo "Python ở chỗ khác: make chat PYTHON=/đường/dẫn/python3.11" >&2; \
	exit 1

# Stamps: installing is done once, and again only after pyproject.toml changed.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Cài đặt các gói (chỉ lần đầu, mất vài phút)..."
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Cài đặt các gói và bộ kiểm thử (chỉ lần đầu, mất vài phút)..."
	@$(PIP_INSTALL) --editable ".[dev]"
	@touch $(VENV)/.installed $@

# Programs that tests drive: taken from apt where this user may, asked for otherwise. Without
# Chromium the tests do not begin; without tesseract those of scans are skipped.
ifneq ($(BROWSER),no)
NEED_CHROMIUM := for name in "$$DANVAN_CHROMIUM" chromium chromium-browser google-chrome; do \
	[ -n "$$name" ] && command -v "$$name" >/dev/null && break; false; done
else
NEED_CHROMIUM := true
endif

programs:
	@missing=; \
	{ $(NEED_CHROMIUM); } || missing="chromium fonts-dejavu"; \
	tesseract --list-langs 2>/dev/null | grep -q '^vie$$' || \
		missing="$$missing tesseract-ocr tesseract-ocr-vie"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Cài $$missing cho các kiểm thử..."; \
		apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
		exit; \
	fi; \
	case $$missing in *tesseract*) \
		echo "Không có tesseract: bỏ qua kiểm thử đọc bản quét. Muốn chạy cả các kiểm thử đó:" >&2; \
		echo "sudo apt-get install tesseract-ocr tesseract-ocr-vie" >&2;; \
	esac; \
	case $$missing in chromium*) \
		echo "Kiểm thử cửa sổ cần Chromium: sudo apt-get install chromium fonts-dejavu" >&2; \
		echo "Đã có Chrome hay Chromium ở chỗ khác: đặt DANVAN_CHROMIUM là đường dẫn tới nó." >&2; \
		echo "Bỏ qua các kiểm thử đó: make test BROWSER=no" >&2; \
		exit 1;; \
	esac
