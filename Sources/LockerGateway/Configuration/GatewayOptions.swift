import Logging
import MediaConversion
import MediaWorker
import MetricsServer
import ServiceSupport

/// All that a gateway is told when it starts.
package struct GatewayOptions: Sendable {
    /// The folder of what it keeps.
    package var state: String
    package var listen = ListenAddress.loopback
    /// Nil: plain HTTP.
    package var tls: TLSFiles?
    /// The socket of lockerd.
    package var socket: String
    /// The addresses of proxies in front of it, whose word on where a request comes from counts.
    package var proxies: Set<String> = []
    package var limits = GatewayLimits()
    package var metrics: MetricsAddress?
    /// What reads tags, apart from all else.
    package var worker = WorkerCommand.ofThisProgram
    /// Whether songs are listened to that the catalog may have in another encoding; and what becomes ffmpeg for that.
    package var suggests = true
    package var listener = ConverterCommand.ofThisProgram
    /// How often is looked for songs that nobody has listened to.
    package var listeningPause = Duration.seconds(300)
    package var logLevel = Logger.Level.info
    package var logFormat = LogFormat.text

    package init(state: String, socket: String) {
        self.state = state
        self.socket = socket
    }
}
