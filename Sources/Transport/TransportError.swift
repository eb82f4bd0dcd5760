import NIOCore
import NIOPosix
import NIOTLS
import NIOSSL
import Logging
enum X {}
