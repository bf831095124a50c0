#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-keyring.sh <state> <test program>: runs the test in a session bus of its own, with a real keychain in that state.
# States: unlocked, locked, restarted (a keyring of yesterday, not unlocked since), stopped (the daemon hangs), no-service (a bus without a keychain), no-bus.
# Exit 77: skipped, because gnome-keyring or dbus-run-session is not installed.
set -eu
state=$1
program=$2

need() {
    command -v "$1" >/dev/null 2>&1 || { echo "SKIPPED: $1 is not installed, the keychain was not tested." >&2; exit 77; }
}

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run" "$home/data" "$home/config" "$home/cache"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export QWATS_TEST_KEYCHAIN="$state"
# Neither the keychain nor the desktop of the person who runs the tests, and no window that asks for a password.
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP DESKTOP_SESSION KDE_FULL_SESSION QWATS_TOKEN || true

if [ "$state" = no-bus ]; then
    "$program"
    exit $?
fi

need dbus-run-session
# A bus that starts no service by itself: what runs is what we start.
cat >"$home/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$home/run</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
if [ "$state" = no-service ]; then
    dbus-run-session --config-file="$home/bus.conf" -- "$program"
    exit $?
fi

need gnome-keyring-daemon
cat >"$home/session.sh" <<'SESSION'
start() { # <file with the password> <options>; a background command needs its input named
    gnome-keyring-daemon --foreground --components=secrets $2 <"$1" >>"$HOME/daemon.log" 2>&1 &
    QWATS_TEST_KEYCHAIN_PID=$!
    export QWATS_TEST_KEYCHAIN_PID
}
stop() {
    kill -CONT "$QWATS_TEST_KEYCHAIN_PID" 2>/dev/null || true
    kill "$QWATS_TEST_KEYCHAIN_PID" 2>/dev/null || true
    wait "$QWATS_TEST_KEYCHAIN_PID" 2>/dev/null || true
}
printf %s "test password" >"$HOME/password"
start "$HOME/password" --unlock
result=0
if [ "$QWATS_TEST_KEYCHAIN" = restarted ]; then
    QWATS_TEST_KEYCHAIN=unlocked "$1" missingEntry || result=$?
    stop
    start /dev/null ""
fi
[ "$result" -ne 0 ] || "$1" || result=$?
stop
exit "$result"
SESSION
dbus-run-session --config-file="$home/bus.conf" -- sh "$home/session.sh" "$program"
