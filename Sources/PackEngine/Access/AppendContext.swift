/// What a thread needs to append: memory to compress into, and to put records together in. Made once, used for every
/// append of one thread at a time.
public final class AppendContext {
    let compressor = Compressor()
    /// Memory for the records of one call.
    var staged: [UnwrittenRecord] = []
    let run = RunWriter()

    public init() {}
}
