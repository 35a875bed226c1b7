// Plays a broken handshake on an accepted socket. Stateless; returns when the peer is gone or the server stops.
#pragma once

#include <httplib.h>

#include "tests/simulator/interruptible_wait.h"
#include "tests/simulator/tls_options.h"

namespace assetsodbc::simulator {

void playHandshakeFault(HandshakeFault fault, socket_t socket, InterruptibleWait& wait);

}  // namespace assetsodbc::simulator
