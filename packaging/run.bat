@echo off
rem Set zonedesk up and start it: double-click this file.
setlocal
chcp 65001 >nul
cd /d "%~dp0.."
where py >nul 2>nul && (set "PYTHON=py -3") || (set "PYTHON=python")
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
  echo 请先安装 Python 3.11 或更高版本，再双击本文件。
  pause
  exit /b 1
)
if not exist .venv\installed (
  echo 正在准备运行环境，首次需要几分钟，请稍候。
  %PYTHON% -m venv .venv || exit /b 1
  .venv\Scripts\python -m pip install --disable-pip-version-check --editable . --constraint packaging\constraints.txt
  if errorlevel 1 (
    echo 安装没有完成，请检查网络后再双击本文件。
    pause
    exit /b 1
  )
  echo done>.venv\installed
)
start "" .venv\Scripts\pythonw main.py %*
