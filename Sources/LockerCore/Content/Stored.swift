import PackEngine

/// Content that was just stored, and what in the packs it depends on: none of it durable before that is committed.
struct Stored {
    let content: Content
    let ticket: DurabilityTicket
}
