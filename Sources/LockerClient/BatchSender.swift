import LockerBase
import POSIXSupport

/// Sends the files of one batch, several at a time.
struct BatchSender {
    /// What became of a batch.
    struct Outcome {
        var sent: [FileSender.Sent] = []
        var skipped: [Skipped] = []
    }

    let session: SyncSession
    let root: Descriptor
    let options: SyncOptions
    let observer: any ProgressObserver

    /// - Throws: the error after which nothing else can be sent.
    func send(_ files: ArraySlice<TreeItem>) throws(LockerError) -> Outcome {
        let files = Array(files)
        let outcome = Monitor(Outcome())
        let (session, root, options, observer) = (session, root, options, observer)
        try WorkQueue.run(files.count, threads: options.threads) { queue in
            let sender = FileSender(session: session, root: root, transfer: options.transfer, observer: observer)
            while let index = queue.take() {
                let path = files[index].path
                do throws(FileFailure) {
                    let sent = try sender.send(path)
                    outcome.withLock { $0.sent.append(sent) }
                } catch {
                    switch error {
                    case .fatal(let error): queue.fail(error)
                    case .skipped(let reason):
                        let skipped = Skipped(path: path.bytes, reason: reason.text)
                        observer.skipped(skipped)
                        outcome.withLock { $0.skipped.append(skipped) }
                    }
                }
            }
        }
        return outcome.withLock { $0 }
    }
}
