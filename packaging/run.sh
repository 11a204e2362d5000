#!/bin/bash
# Set zonedesk up and start it. Without a screen, take the sample ledgers through to a workbook, a chart and a PDF.
set -euo pipefail
. "$(dirname "$0")/setup.sh"

install_libraries
install_zonedesk ""

if [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; then
  say "正在打开窗口 (opening the window)"
  exec .venv/bin/python main.py "$@"
fi

say "没有检测到显示器，改为用示例台账生成汇总表 (no screen: making the summaries from the sample ledgers)"
export QT_QPA_PLATFORM=offscreen
zonedesk() { .venv/bin/python -m zonedesk --db out/sample.db "$@"; }
mkdir -p out
rm -f out/sample.db out/sample.db-wal out/sample.db-shm
zonedesk init --sample jinzhong-2023
zonedesk export three-batches --to out/三个一批汇总表.xlsx
zonedesk chart three-batches --to out/三个一批汇总图.png
zonedesk export three-batches --to out/三个一批汇总表.pdf
say "已生成 (made):"
ls out/sample.db out/三个一批汇总表.xlsx out/三个一批汇总图.png out/三个一批汇总表.pdf | sed "s|^|  $PWD/|"
