/// What one request may hold, besides the bytes of its frame.
public enum RequestLimits {
    /// The most fields of a request's message, each of a repeated one counted. An element of two bytes takes more than
    /// a hundred when it is decoded, so they are counted before that.
    public static let fields = 16_384
}
