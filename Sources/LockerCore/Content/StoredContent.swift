import PackEngine

/// Content that was just stored, and what in the packs it depends on: none of it durable before that is committed.
struct StoredContent {
    let content: FileContent
    let ticket: DurabilityTicket
    /// Whether a chunk of it was not in the store before: then nobody had it. False where that is not known.
    var isFirst = false
}
