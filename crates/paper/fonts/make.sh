#!/usr/bin/env bash
# Makes NotoSansSC-Regular.otf and NotoSansSC-Bold.otf from Noto Sans CJK 2.004 (Debian package fonts-noto-cjk).
#
#   crates/paper/fonts/make.sh [directory of NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc]
#
# Needs python3 with venv. The same source and the same version of fontTools give the same bytes.
set -euo pipefail
cd "$(dirname "$0")"
source_directory="${1:-/usr/share/fonts/opentype/noto}"
tools="$(mktemp -d)"
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet fonttools==4.68.0
for weight in Regular Bold; do
  "$tools/bin/python" subset.py "$source_directory/NotoSansCJK-$weight.ttc" general.txt "NotoSansSC-$weight.otf"
done
ls -l ./*.otf
