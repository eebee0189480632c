//! Documents of a size and shape that nobody writes by hand, but machines and attackers do.

mod chains;
mod mutations;
mod sizes;
