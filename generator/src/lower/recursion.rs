//! Makes every type finite: a member through which a type contains itself goes behind a box.

use crate::arena::{Arena, Id};
use crate::ir::{Shape, Type, TypeDeclaration, TypeId};

/// Boxes each direct containment that lies on a cycle. Lists and maps are finite by themselves.
pub(super) fn place_boxes(types: &mut Arena<TypeId, TypeDeclaration>) {
    let component = components(types);
    for id in types.ids() {
        let own = component[id.index()];
        for ty in contained_mut(&mut types[id].shape) {
            if let Type::Declared(target) = ty
                && component[target.index()] == own
            {
                *ty = Type::Boxed(*target);
            }
        }
    }
}

/// The types that a shape holds by value.
fn contained_mut(shape: &mut Shape) -> Vec<&mut Type> {
    match shape {
        Shape::Struct(structure) => structure.members.iter_mut().flat_map(|member| parts_mut(&mut member.ty)).collect(),
        Shape::Union(union) => union.variants.iter_mut().flat_map(|variant| parts_mut(&mut variant.ty)).collect(),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Form(_) => Vec::new(),
    }
}

/// A type, or the elements of a tuple: those stand in it by value.
fn parts_mut(ty: &mut Type) -> Vec<&mut Type> {
    match ty {
        Type::Tuple(elements) | Type::OpenTuple(elements, _) => elements.iter_mut().flat_map(parts_mut).collect(),
        Type::Nullable(inner) => parts_mut(inner),
        other => vec![other],
    }
}

/// As [`parts_mut`].
fn parts(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Tuple(elements) | Type::OpenTuple(elements, _) => elements.iter().flat_map(parts).collect(),
        Type::Nullable(inner) => parts(inner),
        other => vec![other],
    }
}

/// The ids that a shape holds by value.
fn contained(shape: &Shape) -> Vec<TypeId> {
    let types: Vec<&Type> = match shape {
        Shape::Struct(structure) => structure.members.iter().flat_map(|member| parts(&member.ty)).collect(),
        Shape::Union(union) => union.variants.iter().flat_map(|variant| parts(&variant.ty)).collect(),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Form(_) => Vec::new(),
    };
    types.into_iter().filter_map(|ty| if let Type::Declared(id) = ty { Some(*id) } else { None }).collect()
}

/// The strongly connected component of each type (Tarjan's algorithm, without recursion). A type that does not contain
/// itself is alone in its own and has no edge back to it.
fn components(types: &Arena<TypeId, TypeDeclaration>) -> Vec<usize> {
    let edges: Vec<Vec<usize>> =
        types.values().map(|declaration| contained(&declaration.shape).into_iter().map(Id::index).collect()).collect();
    let mut search = Search::new(edges.len());
    for root in 0..edges.len() {
        if search.order[root].is_none() {
            search.visit(root, &edges);
        }
    }
    search.component
}

struct Search {
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    stack: Vec<usize>,
    on_stack: Vec<bool>,
    component: Vec<usize>,
    visited: usize,
}

impl Search {
    fn new(len: usize) -> Self {
        Self {
            order: vec![None; len],
            low: vec![0; len],
            stack: Vec::new(),
            on_stack: vec![false; len],
            component: vec![usize::MAX; len],
            visited: 0,
        }
    }

    fn visit(&mut self, root: usize, edges: &[Vec<usize>]) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, next)) = path.pop() {
            if let Some(&target) = edges[node].get(next) {
                path.push((node, next + 1));
                match self.order[target] {
                    None => {
                        self.enter(target);
                        path.push((target, 0));
                    }
                    Some(order) if self.on_stack[target] => self.low[node] = self.low[node].min(order),
                    Some(_) => {}
                }
            } else {
                self.leave(node);
                if let Some(&(parent, _)) = path.last() {
                    self.low[parent] = self.low[parent].min(self.low[node]);
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.visited);
        self.low[node] = self.visited;
        self.visited += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            self.component[member] = node;
            if member == node {
                break;
            }
        }
    }
}
