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
    /// What songs and pictures are made into, and by what, apart from all else too.
    package var conversion = ConversionOptions()
    package var converter = ConverterCommand.ofThisProgram
    /// Whether songs are listened to that the catalog may have in another encoding, and how often is looked for such.
    package var suggests = true
    package var listeningPause = Duration.seconds(300)
    package var logLevel = Logger.Level.info
    package var logFormat = LogFormat.text

    package init(state: String, socket: String) {
        self.state = state
        self.socket = socket
    }
}
