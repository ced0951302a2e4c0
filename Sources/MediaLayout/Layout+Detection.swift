import LockerBase

extension Layout {
    /// The layout of `source`, of which only headers are read: a few KiB of nearly every file.
    ///
    /// Total: any bytes have a layout, if only an opaque one. Memory does not depend on what they say.
    ///
    /// - Throws: what the source throws, and ``LockerError/Code/changed`` when it ends before its size.
    public init(of source: any ByteSource) throws(LockerError) {
        let window = Window(source)
        if let layout = try Layout.known(window) {
            self = layout
        } else {
            self.init(.opaque, opaque: source.size)
        }
    }

    private static func known(_ window: Window) throws(LockerError) -> Layout? {
        if try OggHeaders.isAhead(window) { return Layout(.ogg, opaque: window.size) }
        if let layout = try WAVParser.layout(window) { return layout }
        if let layout = try AIFFParser.layout(window) { return layout }
        if let layout = try MP4Parser.layout(window) { return layout }
        let start = try LeadingTags.end(window)
        if let layout = try FLACParser.layout(window, from: start) { return layout }
        return try FrameParser.layout(window, from: start)
    }
}
