//! The house's own example of a story.

use crate::world::World;

#[test]
fn a_document_that_was_taken_back_reads_as_absent() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(
        matter,
        "Deed of the house.txt",
        b"The whole of lot 12, registered plan 1847.",
    );
    let download = anteroom::routes::download(deed.version);
    carl.finds_nothing_at(&download);

    let share = ada.shares(deed, &carl);
    let got = carl.opens(&download);
    assert_eq!(&got.body[..], b"The whole of lot 12, registered plan 1847.");

    ada.revokes(share);
    carl.finds_nothing_at(&download);
}
