//! Typed values out of a tree, with the way to whatever does not fit.

use std::cell::Cell;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::tree::{Content, Literal, Node};

/// What a gap is filled with, in turn, until it is taken.
const FILLINGS: &[&str] = &["", "2000-01-01", "nb", "/", "a"];

/// How often a gap may be tried.
pub(super) const ATTEMPTS: usize = FILLINGS.len();

/// What does not fit, and the way to it.
#[derive(Debug)]
pub(super) struct Misfit {
    /// The numbers of the children on the way, the last step first while it is found, the first step first after
    /// [`value`] has returned it.
    pub(super) way: Vec<usize>,
    /// Whether it is the key at the end of the way, not the value.
    pub(super) at_key: bool,
    pub(super) kind: Kind,
}

/// In what way something does not fit.
#[derive(Debug)]
pub(super) enum Kind {
    Type {
        expected: String,
    },
    Value {
        expected: String,
    },
    Length {
        expected: String,
    },
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    UnknownChoice {
        value: String,
        known: &'static [&'static str],
    },
    MissingKey(&'static str),
    DuplicateKey(&'static str),
    Other(String),
}

/// Reads a value of type `T`.
pub(super) fn value<'node, T: Deserialize<'node>>(node: &'node Node) -> Result<T, Misfit> {
    T::deserialize(node).map_err(|mut misfit| {
        misfit.way.reverse();
        misfit
    })
}

impl Misfit {
    fn of(kind: Kind) -> Self {
        Self {
            way: Vec::new(),
            at_key: false,
            kind,
        }
    }

    fn under(mut self, index: usize) -> Self {
        self.way.push(index);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.kind)
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::of(Kind::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(Kind::Type {
            expected: expected.to_string(),
        })
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(Kind::Value {
            expected: expected.to_string(),
        })
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::of(Kind::Length {
            expected: expected.to_string(),
        })
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::of(Kind::UnknownChoice {
            value: variant.to_owned(),
            known,
        })
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::of(Kind::UnknownKey {
            key: field.to_owned(),
            known,
        })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::of(Kind::MissingKey(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::of(Kind::DuplicateKey(field))
    }
}

impl Node {
    fn attempt(&self) -> Option<usize> {
        match self.content {
            Content::Gap(attempt) => Some(attempt),
            Content::Text(_) | Content::Literal(..) | Content::List(_) | Content::Map(_) => None,
        }
    }

    /// Whether nothing at all is written, which can stand for an empty list or map.
    fn is_empty(&self) -> bool {
        match &self.content {
            Content::Literal(text, Literal::Null) => text.is_empty(),
            Content::Gap(_) => true,
            Content::Text(_) | Content::Literal(..) | Content::List(_) | Content::Map(_) => false,
        }
    }

    fn misfit(&self, expected: &dyn Expected) -> Misfit {
        // What was found instead is told from the node itself.
        Misfit::invalid_type(Unexpected::Other(""), expected)
    }
}

macro_rules! filled_gap {
    ($($method:ident $visit:ident $filling:expr,)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            match self.attempt() {
                Some(_) => visitor.$visit($filling),
                None => self.deserialize_any(visitor),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Text(text) => visitor.visit_borrowed_str(text),
            Content::Literal(_, Literal::Null) => visitor.visit_unit(),
            Content::Literal(_, Literal::Truth(truth)) => visitor.visit_bool(*truth),
            Content::Literal(text, Literal::Whole(number)) => {
                let digits = text.trim_start_matches(['+', '-']);
                let is_code = digits.len() > 1
                    && digits.starts_with('0')
                    && digits.bytes().all(|byte| byte.is_ascii_digit());
                match u64::try_from(*number) {
                    // `007` and `0912` are the codes of something; the other reader takes them for texts, too.
                    _ if is_code => visitor.visit_borrowed_str(text),
                    Ok(number) => visitor.visit_u64(number),
                    Err(_) => visitor.visit_i64(*number),
                }
            }
            Content::Literal(_, Literal::Decimal(number)) => visitor.visit_f64(*number),
            Content::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            Content::Map(_) => self.deserialize_map(visitor),
            Content::Gap(attempt) => match FILLINGS.get(*attempt) {
                Some(filling) => visitor.visit_borrowed_str(filling),
                None => visitor.visit_unit(),
            },
        }
    }

    filled_gap! {
        deserialize_bool visit_bool false,
        deserialize_i8 visit_i8 0,
        deserialize_i16 visit_i16 0,
        deserialize_i32 visit_i32 0,
        deserialize_i64 visit_i64 0,
        deserialize_i128 visit_i128 0,
        deserialize_u8 visit_u8 0,
        deserialize_u16 visit_u16 0,
        deserialize_u32 visit_u32 0,
        deserialize_u64 visit_u64 0,
        deserialize_u128 visit_u128 0,
        deserialize_f32 visit_f32 0.0,
        deserialize_f64 visit_f64 0.0,
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Text(text) | Content::Literal(text, _) => visitor.visit_borrowed_str(text),
            Content::Gap(_) => self.deserialize_any(visitor),
            Content::List(_) | Content::Map(_) => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Gap(_) | Content::Literal(_, Literal::Null) => visitor.visit_none(),
            Content::Text(_) | Content::Literal(..) | Content::List(_) | Content::Map(_) => {
                visitor.visit_some(self)
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            _ if self.is_empty() => visitor.visit_seq(Items { items: &[], next: 0 }),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let entries = match &self.content {
            Content::Map(entries) => entries.as_slice(),
            _ if self.is_empty() => &[],
            _ => return Err(self.misfit(&visitor)),
        };
        let current = Cell::new(0);
        visitor
            .visit_map(Entries {
                entries,
                next: 0,
                current: &current,
            })
            .map_err(|misfit| {
                // Two names of one key: the visitor says so without the way to the second.
                if misfit.way.is_empty() && matches!(misfit.kind, Kind::DuplicateKey(_)) {
                    return Misfit {
                        at_key: true,
                        ..misfit.under(current.get())
                    };
                }
                misfit
            })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Text(text) | Content::Literal(text, _) => visitor.visit_enum(Choice(text, None)),
            Content::Map(entries) => match entries.as_slice() {
                [(key, value)] => visitor.visit_enum(Choice(key.text().unwrap_or_default(), Some(value))),
                _ => Err(self.misfit(&visitor)),
            },
            Content::Gap(attempt) => {
                visitor.visit_enum(Choice(variants.get(*attempt).copied().unwrap_or_default(), None))
            }
            Content::List(_) => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { bytes byte_buf unit unit_struct }
}

/// The rest of a list.
struct Items<'de> {
    items: &'de [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let index = self.next;
        let Some(item) = self.items.get(index) else {
            return Ok(None);
        };
        self.next += 1;
        seed.deserialize(item)
            .map(Some)
            .map_err(|misfit| misfit.under(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

/// The rest of a map.
struct Entries<'de, 'cell> {
    entries: &'de [(Node, Node)],
    next: usize,
    /// The entry whose key was read last.
    current: &'cell Cell<usize>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let index = self.next;
        let Some((key, _)) = self.entries.get(index) else {
            return Ok(None);
        };
        self.next += 1;
        self.current.set(index);
        seed.deserialize(key).map(Some).map_err(|misfit| Misfit {
            way: vec![index],
            at_key: true,
            kind: misfit.kind,
        })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let index = self.current.get();
        let Some((_, value)) = self.entries.get(index) else {
            return Err(Misfit::custom("a value was asked for before its key"));
        };
        seed.deserialize(value).map_err(|misfit| misfit.under(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len() - self.next)
    }
}

/// The name of one of several choices, and what stands under it.
struct Choice<'de>(&'de str, Option<&'de Node>);

impl<'de> Choice<'de> {
    fn under(self) -> Result<&'de Node, Misfit> {
        self.1
            .ok_or_else(|| Misfit::invalid_type(Unexpected::UnitVariant, &"a choice with a value under it"))
    }
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Misfit> {
        Ok((seed.deserialize(StrDeserializer::<Misfit>::new(self.0))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.1 {
            None => Ok(()),
            Some(_) => Err(Misfit::invalid_type(Unexpected::Map, &"a text")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self.under()?).map_err(|misfit| misfit.under(0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.under()?
            .deserialize_seq(visitor)
            .map_err(|misfit| misfit.under(0))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.under()?
            .deserialize_map(visitor)
            .map_err(|misfit| misfit.under(0))
    }
}
