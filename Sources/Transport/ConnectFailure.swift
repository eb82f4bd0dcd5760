import Glibc
import NIOCore

extension ConnectFailure {
  init(_ error: any Error) {
    switch error {
    case let system as IOError:
      self =
        switch system.errnoCode {
        case ECONNREFUSED: .refused
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: .noRoute
        case ETIMEDOUT: .timedOut
        case EACCES, EPERM: .notPermitted
        default: .system(errno: system.errnoCode)
        }
    case ChannelError.connectTimeout: self = .timedOut
    case SocketAddressError.unknown: self = .noSuchHost
    default: self = .unknown
    }
  }
}
