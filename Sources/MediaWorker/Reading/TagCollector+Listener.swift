import CTagLib

extension CTagLibListener {
    /// One that tells `collector`, which has to live as long.
    init(_ collector: TagCollector) {
        self.init()
        context = Unmanaged.passUnretained(collector).toOpaque()
        text = { context, key, text, length in
            TagCollector.of(context)?.add(UnsafeRawBufferPointer(start: text, count: length), as: key)
        }
        lyrics = { context, language, text, length in
            TagCollector.of(context)?.addLyrics(
                UnsafeRawBufferPointer(start: text, count: length), language: language.map { String(cString: $0) } ?? ""
            )
        }
        timed = { context, language in
            TagCollector.of(context)?.beginLyrics(language: language.map { String(cString: $0) } ?? "")
        }
        line = { context, milliseconds, text, length in
            TagCollector.of(context)?.addLine(UnsafeRawBufferPointer(start: text, count: length), at: milliseconds)
        }
        picture = { context, kind, bytes, length in
            TagCollector.of(context)?.addPicture(UnsafeRawBufferPointer(start: bytes, count: length), kind: Int(kind))
        }
        audio = { context, audio in
            if let audio { TagCollector.of(context)?.audio = audio.pointee }
        }
    }
}

extension TagCollector {
    /// The one that a listener was made of.
    fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> TagCollector? {
        context.map { Unmanaged<TagCollector>.fromOpaque($0).takeUnretainedValue() }
    }
}
