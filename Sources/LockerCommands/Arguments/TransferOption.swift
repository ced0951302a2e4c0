import ArgumentParser
import LockerSync

/// How a sync sends content.
struct TransferOption: ParsableArguments {
    @Option(
        help: """
            How content reaches the daemon: match sends only what neither the catalog nor the account has (default: \
            descriptor; over --server, match).
            """)
    var transfer: SyncOptions.Transfer?
}

extension SyncOptions.Transfer: ExpressibleByArgument {}
