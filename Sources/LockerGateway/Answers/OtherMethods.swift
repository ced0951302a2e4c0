import HTTPTypes
import Hummingbird
import LockerBase

/// Refuses what is asked for by a method that it does not take, and says which ones it does (RFC 9110, section 15.5.6).
enum OtherMethods {
    /// All that get past the parser of requests. What it does not know is answered by ``UnknownMethodHandler``.
    private static let known: [HTTPRequest.Method] = """
        GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK SEARCH \
        BIND REBIND UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE MSEARCH M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PURGE \
        MKCALENDAR LINK UNLINK SOURCE
        """.split(separator: " ").compactMap { HTTPRequest.Method(String($0)) }

    /// For all that a router has by now.
    static func refuse(in router: Router<GatewayContext>) {
        for routes in Dictionary(grouping: router.routes, by: { $0.path.description }).values {
            let methods = routes.map(\.method)
            let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
            for method in known where !methods.contains(method) {
                router.on(routes[0].path, method: method) { request, _ -> Response in
                    throw Refusal(
                        .methodNotAllowed, .invalidArgument,
                        "\(request.method.rawValue) is nothing that this takes; it takes \(allowed)",
                        fields: [.allow: allowed])
                }
            }
        }
    }
}
