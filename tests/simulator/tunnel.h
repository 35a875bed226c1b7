// One way through the proxy: the connection on to the server, and bytes carried both ways until either side closes.
// Connects to 127.0.0.1 only. Used by one thread.
#pragma once

#include <httplib.h>

#include <string>

#include "tests/simulator/connection_stream.h"

namespace assetsodbc::simulator {

class Tunnel {
public:
    // isOpen() tells whether somebody listens there. Port 0: nobody does.
    explicit Tunnel(int port);
    ~Tunnel();
    Tunnel(const Tunnel&) = delete;
    Tunnel& operator=(const Tunnel&) = delete;

    bool isOpen() const { return socket_ >= 0; }
    bool send(const std::string& bytes);
    void carry(ConnectionStream& client);

private:
    bool fromClient(ConnectionStream& client);
    bool toClient(ConnectionStream& client);

    socket_t socket_;
};

}  // namespace assetsodbc::simulator
