import LockerBase
import MediaConversion

extension GatewayFile.Conversion {
    func apply(to options: inout ConversionOptions) throws(LockerError) {
        if let ffmpeg { options.ffmpeg = ffmpeg }
        if let graphicsMagick { options.graphicsMagick = graphicsMagick }
        if let atATime { options.processes = atATime }
        if let cacheBytes { options.cacheBytes = cacheBytes }
        guard let format else { return }
        guard let encoding = AudioEncoding(rawValue: format) else {
            throw LockerError(
                .invalidArgument,
                "the configuration has '\(format.prefix(32).printable)' as 'conversion.format'; it must be "
                    + "opus, mp3 or aac")
        }
        options.encoding = encoding
    }
}
