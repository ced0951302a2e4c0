import LockerBase

extension Locker {
    /// Lets another configuration hold from here on, for accounts and sessions that are there as well.
    ///
    /// - Throws: when the scrub that it asks for cannot be started; the configuration before holds on then.
    public func change(to configuration: Configuration) throws(LockerError) {
        if configuration.scrubDays != settings.configuration.scrubDays {
            var next = configuration.scrubDays.map { Scrubber(packs, days: $0, logger: logger) }
            try next?.start()
            scrubber.withLock { swap(&$0, &next) }
            next?.stop()
        }
        settings.change(to: configuration)
        uncommitted.change(limit: configuration.uncommittedLimit)
        uncommitted.memory.change(limit: configuration.stagingMemory)
    }

    var retention: Retention? { settings.configuration.retention }
}
