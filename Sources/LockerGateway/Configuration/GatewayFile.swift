import LockerBase
import MetricsServer
import ServiceSupport

/// The gateway's configuration file: JSON5, which is JSON with comments. Every key may be left out.
package struct GatewayFile: Decodable, Sendable {
    let listen: String?
    let tls: TLS?
    let daemon: Daemon?
    let proxies: [String]?
    let limits: Limits?
    let conversion: Conversion?
    let metrics: Metrics?
    let log: ConfiguredLog?
    let suggestions: Suggestions?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case listen, tls, daemon, proxies, limits, conversion, suggestions, metrics, log
    }

    struct TLS: Decodable, Sendable {
        let certificate: String?
        let key: String?

        enum CodingKeys: String, CodingKey, CaseIterable { case certificate, key }
    }

    struct Daemon: Decodable, Sendable {
        let socket: String?
        let connections: Int?

        enum CodingKeys: String, CodingKey, CaseIterable { case socket, connections }
    }

    struct Suggestions: Decodable, Sendable {
        let enabled: Bool?

        enum CodingKeys: String, CodingKey, CaseIterable { case enabled }
    }

    struct Metrics: Decodable, Sendable {
        let listen: String?

        enum CodingKeys: String, CodingKey, CaseIterable { case listen }
    }

    struct Conversion: Decodable, Sendable {
        let ffmpeg: String?
        let graphicsMagick: String?
        let atATime: Int?
        let format: String?
        let cacheBytes: Int?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case ffmpeg
            case graphicsMagick = "graphicsmagick"
            case atATime = "at_a_time"
            case format
            case cacheBytes = "cache_bytes"
        }
    }

    struct Limits: Decodable, Sendable {
        let connections: Int?
        let connectionsPerAddress: Int?
        let relaysPerPerson: Int?
        let requestsPerSecond: Double?
        let requestBurst: Double?
        let idleSeconds: Int?
        let uploadBytes: Int?
        let uploadsPerPerson: Int?
        let spoolBytesPerPerson: Int?
        let spoolBytes: Int?
        let spoolHours: Int?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case connections
            case connectionsPerAddress = "connections_per_address"
            case relaysPerPerson = "relays_per_person"
            case requestsPerSecond = "requests_per_second"
            case requestBurst = "request_burst"
            case idleSeconds = "idle_seconds"
            case uploadBytes = "upload_bytes"
            case uploadsPerPerson = "uploads_per_person"
            case spoolBytesPerPerson = "spool_bytes_per_person"
            case spoolBytes = "spool_bytes"
            case spoolHours = "spool_hours"
        }
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: ``LockerError/Code/notFound``, or ``LockerError/Code/invalidArgument`` with the key that is wrong.
    package static func read(_ path: String) throws(LockerError) -> GatewayFile {
        try shape.read(GatewayFile.self, path)
    }

    /// Puts what the file says on top of the defaults.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no address, level or format, and for one of
    ///   `tls.certificate` and `tls.key` alone.
    package func apply(to options: inout GatewayOptions) throws(LockerError) {
        if let listen {
            options.listen = try naming("'listen'") { () throws(LockerError) in try ListenAddress(listen) }
        }
        if let socket = daemon?.socket { options.socket = socket }
        if let proxies { options.proxies = Set(proxies) }
        if let address = metrics?.listen {
            options.metrics = try naming("'metrics.listen'") { () throws(LockerError) in try MetricsAddress(address) }
        }
        if let level = try log?.level() { options.logLevel = level }
        if let format = try log?.format() { options.logFormat = format }
        if let connections = daemon?.connections { options.limits.daemonConnections = connections }
        limits?.apply(to: &options.limits)
        try conversion?.apply(to: &options.conversion)
        if let isOn = suggestions?.enabled { options.suggests = isOn }
        switch (tls?.certificate, tls?.key) {
        case (let certificate?, let key?): options.tls = TLSFiles(certificate: certificate, key: key)
        case (nil, nil): break
        default:
            throw LockerError(
                .invalidArgument, "the configuration has one of 'tls.certificate' and 'tls.key'; name both, or none")
        }
    }
}

extension GatewayFile.Limits {
    fileprivate func apply(to limits: inout GatewayLimits) {
        if let connections { limits.connections = connections }
        if let connectionsPerAddress { limits.connectionsPerAddress = connectionsPerAddress }
        if let relaysPerPerson { limits.relaysPerPerson = relaysPerPerson }
        if let requestsPerSecond { limits.requestsPerSecond = requestsPerSecond }
        if let requestBurst { limits.requestBurst = requestBurst }
        if let idleSeconds { limits.idleSeconds = idleSeconds }
        if let uploadBytes { limits.uploadBytes = uploadBytes }
        if let uploadsPerPerson { limits.uploadsPerPerson = uploadsPerPerson }
        if let spoolBytesPerPerson { limits.spoolBytesPerPerson = spoolBytesPerPerson }
        if let spoolBytes { limits.spoolBytes = spoolBytes }
        if let spoolHours { limits.spoolHours = spoolHours }
    }
}
