#!/bin/sh
# Makes sure that the browser tests have a browser; without one and without root they are skipped.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null && exit 0
done
test -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "No browser found; installing Debian's chromium for the browser tests …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null
else
  echo "No Chromium or Chrome found: the browser tests will be skipped."
fi
