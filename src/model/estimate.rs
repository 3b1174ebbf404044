//! A number that we are unsure of.

use deserr::{DeserializeError, Deserr, IntoValue, Value, ValuePointerRef};
use serde::{Serialize, Serializer};

/// Three readings of one unknown: low, central and high stand for P10, P50 and P90.
///
/// Three equal readings mean "known". In a document a known number is written alone (`0.8`), an unsure
/// one as `{ "low": 0.7, "central": 0.8, "high": 0.86 }`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate<T> {
    pub low: T,
    pub central: T,
    pub high: T,
}

impl<T: Copy + PartialEq> Estimate<T> {
    pub const fn known(value: T) -> Estimate<T> {
        Estimate { low: value, central: value, high: value }
    }

    pub fn is_known(&self) -> bool {
        self.low == self.central && self.central == self.high
    }

    /// The reading that a named case uses.
    pub fn reading(&self, case: Case) -> T {
        match case {
            Case::Low => self.low,
            Case::Central => self.central,
            Case::High => self.high,
        }
    }
}

/// A named case: every estimate at one reading, and no luck of people.
///
/// In Life Chances Fund contracts the high case is the published target, not the expected value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Case {
    Low,
    Central,
    High,
}

impl Case {
    pub const ALL: [Case; 3] = [Case::Low, Case::Central, Case::High];
}

#[derive(Serialize, Deserr)]
#[deserr(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
struct Readings<T> {
    low: T,
    central: T,
    high: T,
}

impl<T, E> Deserr<E> for Estimate<T>
where
    T: Copy + PartialEq + Deserr<E>,
    E: DeserializeError,
{
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, E> {
        if let Value::Map(_) = value {
            let Readings { low, central, high } =
                Readings::deserialize_from_value(value, location)?;
            Ok(Estimate { low, central, high })
        } else {
            T::deserialize_from_value(value, location).map(Estimate::known)
        }
    }
}

impl<T: Copy + PartialEq + Serialize> Serialize for Estimate<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_known() {
            self.central.serialize(serializer)
        } else {
            Readings { low: self.low, central: self.central, high: self.high }.serialize(serializer)
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Estimate<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Estimate_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let known = generator.subschema_for::<T>();
        let readings = generator.subschema_for::<Readings<T>>();
        schemars::json_schema!({
            "description": "A known number, or low, central and high readings (P10, P50, P90) of an unsure one.",
            "anyOf": [known, readings]
        })
    }
}
