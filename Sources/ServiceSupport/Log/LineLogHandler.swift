import Logging

/// Hands what is logged to a ``LogOutput``, whose level holds for every logger that was not given another.
struct LineLogHandler: LogHandler {
    let output: LogOutput
    private var ownLevel: Logger.Level?

    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(output: LogOutput) {
        self.output = output
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? output.level }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
        output.write(LogLine(level: event.level, message: "\(event.message)", facts: facts))
    }
}
