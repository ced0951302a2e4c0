/// A directory that a copy of the store is written to: nobody else uses it as long as this lives.
public final class BackupTarget: Sendable {
    private let lock: StoreLock
    let format: StoreFormat

    init(_ lock: StoreLock, _ format: StoreFormat) {
        self.format = format
        self.lock = lock
    }
}
