/// What a thread needs to append: memory to compress into. Made once, used for every append of one thread at a time.
public final class AppendContext {
    let compressor = Compressor()

    public init() {}
}
