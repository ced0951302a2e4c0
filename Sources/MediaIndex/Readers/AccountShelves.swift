/// The shelves of one account. What it answers with stands beside each of the protocols.
struct AccountShelves: Shelves, IndexedAccount {
    let media: MediaDatabase
    let account: String
}
