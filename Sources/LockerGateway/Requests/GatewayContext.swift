import Hummingbird
import Logging
import NIOCore
import People

/// What is known of a request beside what it says.
struct GatewayContext: RequestContext {
    typealias Source = GatewaySource

    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// What the request is called in the logs of gateway and daemon.
    let name: String
    /// Who has signed in with it.
    var caller: SignedIn?

    init(source: GatewaySource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        name = source.name
    }
}

/// Where a request came in.
struct GatewaySource: RequestContextSource {
    let channel: any Channel
    let logger: Logger
    let name: String
}
