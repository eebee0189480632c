//! `paged!`: the list behind an operation.

/// Implements reading page by page, and item by item, for an operation whose answer is `page`:
///
/// ```text
/// paged! { ListUsers => UserList, User, ListUsers::PAGES }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __paged {
    ($ty:ident => $page:ty, $item:ty, $paging:path $(,)?) => {
        impl $ty {
            /// The list page by page.
            pub fn pages(self) -> $crate::codegen::Pages<$page, $item> {
                self.0.pages(&$paging)
            }

            /// The list item by item, whatever page they are on.
            pub fn items(self) -> $crate::codegen::Items<$page, $item> {
                self.0.items(&$paging)
            }
        }
    };
}
