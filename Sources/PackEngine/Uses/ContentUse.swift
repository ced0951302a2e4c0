/// Keeps every record that is appended or found while it lasts from being compacted away: held by whoever refers
/// to records that no metadata names yet, and until it does. It ends with its last reference.
public final class ContentUse: Sendable {
    private let end: @Sendable () -> Void

    init(end: @escaping @Sendable () -> Void) {
        self.end = end
    }

    deinit {
        end()
    }
}
