//! Unions of the golden fixtures: which variant a value is.

use generated_client::{Nullable, json};

use super::assert_again;

#[test]
fn what_is_told_apart_is_told_right() {
    use generated_client::any_of_by_constant::models::{Pet as Animal, Result};
    use generated_client::discriminator::models::Pet;
    use generated_client::one_of_by_shape::models::Info;
    use generated_client::string_enums::models::Language;
    let info = |text| json::from_str::<Info>(text).unwrap();
    assert!(matches!(info(r#"{"phoneId":"1"}"#), Info::ById(_)));
    assert!(matches!(info(r#"{"number":"1"}"#), Info::ByNumber(_)));
    let result = |text| json::from_str::<Result>(text).unwrap();
    assert!(matches!(result(r#"{"id":"1","successful":true}"#), Result::Done(_)));
    assert!(matches!(result(r#"{"id":"1","successful":false}"#), Result::Failed(_)));
    assert!(matches!(result(r#"{"kind":"late","code":8}"#), Result::UnrecognizedValue(_)));
    let animal = |text| json::from_str::<Animal>(text).unwrap();
    assert!(matches!(animal(r#"{"name":"n","kind":"dog"}"#), Animal::Dog(_)));
    assert!(matches!(animal(r#"{"name":"n","kind":"cow"}"#), Animal::Cat(_)));
    assert!(matches!(animal(r#"{"name":"n"}"#), Animal::Cat(_)));
    assert!(
        matches!(result(r#"{"successful":true}"#), Result::UnrecognizedValue(_)),
        "what failed is said to be false"
    );
    let pet = |text| json::from_str::<Pet>(text).unwrap();
    assert!(matches!(pet(r#"{"good":true,"type":"dog"}"#), Pet::Dog(_)));
    assert!(matches!(pet(r#"{"type":"cat"}"#), Pet::Cat(_)));
    assert!(matches!(pet(r#"{"type":"cow"}"#), Pet::UnrecognizedValue(_)));
    assert_eq!((Language::from("zh-cn"), Language::from("zh-CN")), (Language::ZhCn, Language::ZhCN));
    assert_eq!(Language::from("zh-Cn").as_str(), "zh-Cn");
}

#[test]
fn a_union_among_the_variants_is_told_as_its_own_are() {
    use generated_client::unions_among_variants::models::{Figure, Mapped, Pet, Shaped, Tagged};
    let tagged = |text| json::from_str::<Tagged>(text).unwrap();
    assert!(matches!(tagged(r#"{"kind":"cat","hunts":true}"#), Tagged::Pet(Pet::Cat(_))));
    assert!(matches!(tagged(r#"{"kind":"dog","barks":true,"message":"woof"}"#), Tagged::Pet(Pet::Dog(_))));
    assert!(matches!(tagged(r#"{"kind":"cow","message":"moo"}"#), Tagged::Problem(_)));
    let shaped = |text| json::from_str::<Shaped>(text).unwrap();
    assert!(matches!(shaped(r#"{"side":1}"#), Shaped::Figure(Figure::Square(_))));
    assert!(matches!(shaped(r#""round""#), Shaped::Figure(Figure::Text(_))));
    assert!(matches!(shaped(r#"{"message":"none"}"#), Shaped::Problem(_)));
    let mapped = |text| json::from_str::<Mapped>(text).unwrap();
    assert!(matches!(mapped(r#"{"one":1,"two":2}"#), Mapped::MapOfInteger(_)));
    assert!(matches!(mapped(r#"{"message":"none","more":2}"#), Mapped::Problem(_)));
    assert!(matches!(mapped(r#"{"one":[]}"#), Mapped::Problem(_)));
}

#[test]
fn variants_are_told_apart_by_the_discriminator_that_they_inherit() {
    use generated_client::inherited_discriminator::models::{Pet, WriteOneBody};
    let one = |text| json::from_str::<WriteOneBody>(text).unwrap();
    assert!(matches!(one(r#"{"petType":"DOG","name":"x"}"#), WriteOneBody::Dog(_)));
    assert!(matches!(one(r#"{"petType":"CAT","name":"x"}"#), WriteOneBody::Cat(_)));
    assert!(matches!(one(r#"{"petType":"Puppy","age":1}"#), WriteOneBody::Dog(_)));
    use generated_client::inherited_discriminator::models::WriteAgainBody as Again;
    assert!(matches!(json::from_str::<Again>(r#"{"petType":"CAT","name":"x"}"#).unwrap(), Again::Cat(_)));
    assert!(matches!(json::from_str::<Again>(r#"{"petType":"Dog","name":"x"}"#).unwrap(), Again::Dog(_)));
    use generated_client::inherited_discriminator::models::ReadOwnResponseItem as Own;
    let text = r#"[{"petType":"DOG"},{"petType":"Dog"},{"petType":"Puppy"},{"petType":"Robot"},{"petType":"cow"}]"#;
    let own = json::from_str::<Vec<Own>>(text).unwrap();
    assert!(matches!(own[..], [Own::Dog(_), Own::Dog(_), Own::Dog(_), Own::Robot(_), Own::UnrecognizedValue(_)]));
    let all = json::from_str::<Vec<Pet>>(r#"[{"petType":"DOG"},{"petType":"Puppy"},{"petType":"Pet"}]"#).unwrap();
    assert!(matches!(all[..], [Pet::Dog(_), Pet::Puppy(_), Pet::Base(_)]));
}

#[test]
fn a_tag_that_a_value_lacks_is_written() {
    use generated_client::undeclared_tags::models::{Ghost, Legal, Natural, Other, Person, Robot};
    let legal = Person::Legal(Box::new(Legal::new("x").owner(Person::Natural(Natural::new("y")))));
    let text = r#"{"company":"x","owner":{"first":"y","resourcetype":"natural"},"resourcetype":"legal"}"#;
    assert_eq!(json::to_string(&legal), text);
    assert_again::<Person>(&[
        text,
        r#"{"company":"x","resourcetype":"firm","owner":{"first":"y"}}"#,
        r#"{"resourcetype":"Robot","volts":12}"#,
        r#"{"resourcetype":"ghost","age":300}"#,
    ]);
    let other = |other| json::to_string(&Person::Other(other));
    assert_eq!(other(Other::Robot(Robot::new().volts(12))), r#"{"volts":12,"resourcetype":"Robot"}"#);
    assert_eq!(other(Other::Ghost(Ghost::new().age(300))), r#"{"age":300,"resourcetype":"ghost"}"#);
    assert_eq!(other(Other::Ghost(Ghost::new().resourcetype("spook"))), r#"{"resourcetype":"spook"}"#);
}

#[test]
fn a_tag_is_what_its_member_is_and_each_union_says_it() {
    use generated_client::tags_of_two_unions::models::{
        Cat, Contrary, Dog, Down, First, High, Level, Low, Pet, Rank, Second, State, Up,
    };
    assert_eq!(json::to_string(&State::Up(Up::new())), r#"{"on":true}"#);
    assert_eq!(json::to_string(&Contrary::Up(Up::new())), r#"{"on":false}"#);
    assert_eq!(json::to_string(&Contrary::Down(Down::new().on(false))), r#"{"on":false}"#);
    assert_eq!(json::to_string(&Low::new()), r#"{"level":1}"#);
    assert_eq!(json::to_string(&Level::High(High::new())), r#"{"level":2}"#);
    assert_eq!(json::to_string(&Rank::Second(Second::new())), r#"{"rank":-2.5}"#);
    assert_eq!(json::to_string(&Pet::Cat(Cat::new())), r#"{"kind":"cat"}"#);
    assert_eq!(json::to_string(&Dog::new()), r#"{"kind":"dog"}"#);
    assert_eq!(json::to_string(&Rank::First(First::new())), r#"{"rank":1}"#);
    assert!(matches!(json::from_str(r#"{"rank":1}"#), Ok(Rank::First(_))));
}

#[test]
fn members_beside_variants_that_say_the_same_make_no_struct() {
    use generated_client::tag_beside_variants::models::{Issue, Large, Undeclared, Variable};
    assert_eq!(json::to_string(&Variable::Issue(Issue::new(1))), r#"{"id":1,"type":"issue"}"#);
    assert_eq!(json::to_string(&Undeclared::Large(Large::new())), r#"{"kind":"Large"}"#);
    let large = json::from_str::<Undeclared>(r#"{"size":"XL","kind":"Large"}"#).unwrap();
    assert!(matches!(large, Undeclared::Large(large) if large.size.as_deref() == Some("XL")));
}

#[test]
fn variants_have_the_members_beside_them() {
    use generated_client::unions_with_common_members::models::{Buy, Job, Order, OrderSell, Shape, ShapeCircle};
    use generated_client::unions_with_common_members::models::{Step, StepWait, Walk};
    let circle = Shape::Circle(ShapeCircle::new().radius(1.5));
    assert_eq!(json::to_string(&circle), r#"{"type":"circle","radius":1.5}"#);
    assert_eq!(json::to_string(&Order::Buy(Buy::new("all"))), r#"{"note":"all","kind":"Buy"}"#);
    assert_eq!(json::to_string(&Order::Sell(OrderSell::new("all"))), r#"{"kind":"Sell","note":"all"}"#);
    assert_eq!(json::to_string(&Step::Walk(Walk::new("1"))), r#"{"id":"1","kind":"walk"}"#);
    assert_eq!(json::to_string(&Step::Wait(StepWait::new("2"))), r#"{"id":"2","kind":"wait"}"#);
    assert_again::<Shape>(&[
        r#"{"type":"group","place":{"x":1},"shapes":[{"type":"circle","radius":1.5,"weight":3},null],"frame":null}"#,
        r#"{"type":"line","id":"1","from":{"x":1}}"#,
    ]);
    let job = |text: &str| json::from_str::<Job>(text).unwrap();
    let done = job(r#"{"id":"1","state":"done","result":{"url":"/1"}}"#);
    assert!(matches!(done, Job::Done(done) if done.id.as_deref() == Some("1")));
    let failed = job(r#"{"id":"1","state":"failed","result":{"code":7}}"#);
    assert!(matches!(failed, Job::Failure(failed) if failed.result.as_ref().is_some_and(|result| result.code == 7)));
    assert!(matches!(job(r#"{"id":"1","state":"open"}"#), Job::UnrecognizedValue(_)));
}

#[test]
fn unions_of_unions_go_on_where_one_does_not_fit() {
    use generated_client::union_of_unions::models::{Either, Thing, ThingInline, ThingInlineSecond, ThingNamed};
    let inline = |text: &str| json::from_str::<Thing>(&format!(r#"{{"inline":{text}}}"#)).unwrap().inline.unwrap();
    assert!(matches!(inline(r#"["a"]"#), ThingInline::Second(ThingInlineSecond::List(_))));
    assert!(matches!(inline(r#"{"b":"1"}"#), ThingInline::Second(ThingInlineSecond::B(_))));
    assert!(matches!(inline(r#"{"a":"1"}"#), ThingInline::First(_)));
    assert!(matches!(inline(r#""t""#), ThingInline::First(_)));
    assert!(matches!(inline("{}"), ThingInline::UnrecognizedValue(_)));
    let named = |text: &str| json::from_str::<Thing>(&format!(r#"{{"named":{text}}}"#)).unwrap().named.unwrap();
    assert!(matches!(named(r#"{"kind":"A","a":"1"}"#), ThingNamed::Tagged(_)));
    assert!(matches!(named(r#"{"kind":"C","c":"1"}"#), ThingNamed::Either(Either::C(_))));
    assert!(matches!(named("true"), ThingNamed::Either(Either::Boolean(true))));
    assert!(matches!(named("[]"), ThingNamed::UnrecognizedValue(_)));
}

#[test]
fn a_union_however_deep_is_what_all_of_its_values_fit() {
    use generated_client::union_of_unions::models::{Thing, ThingDeep, ThingDeepMiddle, ThingLists, Word};
    let deep = |text: &str| json::from_str::<Thing>(&format!(r#"{{"deep":{text}}}"#)).unwrap().deep.unwrap();
    let is_word = |deep| matches!(deep, ThingDeep::Middle(ThingDeepMiddle::Word(Word::Text(_))));
    assert!(is_word(deep(r#""t""#)));
    assert!(matches!(deep(r#"{"b":"1"}"#), ThingDeep::Middle(ThingDeepMiddle::B(_))));
    assert!(matches!(deep("1"), ThingDeep::Integer(1)));
    let lists = |text: &str| json::from_str::<Thing>(&format!(r#"{{"lists":{text}}}"#)).unwrap().lists.unwrap();
    assert!(matches!(lists(r#"["a"]"#), ThingLists::ListOfText(_)));
    assert!(matches!(lists("[1]"), ThingLists::ListOfDigit(_)));
    assert!(matches!(lists("[[]]"), ThingLists::ListOfDigit(_)), "of neither, so of the one that keeps it");
}

#[test]
fn a_variant_is_found_by_all_that_stands_for_it() {
    use generated_client::discriminator_values::models::{Pet, Thing, ThingFlags, ThingInline, ThingInner, ThingLevels};
    use generated_client::discriminator_values::models::{ThingNamed, ThingNested, Tree};
    let thing = |text: &str| json::from_str::<Thing>(text).unwrap();
    let named = |kind: &str| thing(&format!(r#"{{"named":{{"kind":"{kind}"}}}}"#)).named.unwrap();
    assert!(matches!((named("lion"), named("wolf")), (ThingNamed::Cats(_), ThingNamed::Dogs(_))));
    assert!(matches!(
        (named("pet"), named("cow")),
        (ThingNamed::UnrecognizedValue(_), ThingNamed::UnrecognizedValue(_))
    ));
    let inline = |kind: &str| thing(&format!(r#"{{"inline":{{"kind":"{kind}"}}}}"#)).inline.unwrap();
    assert!(matches!((inline("x"), inline("z")), (ThingInline::X(_), ThingInline::Kind(_))));
    let levels = |level: &str| thing(&format!(r#"{{"levels":{{"level":{level}}}}}"#)).levels.unwrap();
    assert!(matches!((levels("1.5"), levels("3")), (ThingLevels::Low(_), ThingLevels::High(_))));
    let flags = |done: &str| thing(&format!(r#"{{"flags":{{"done":{done}}}}}"#)).flags.unwrap();
    assert!(matches!((flags("true"), flags("false")), (ThingFlags::Done(_), ThingFlags::Failed(_))));
    let inner = |kind: &str| thing(&format!(r#"{{"inner":{{"kind":"{kind}"}}}}"#)).inner.unwrap();
    assert!(matches!((inner("wolf"), inner("snake")), (ThingInner::DogsOrSnakes(_), ThingInner::DogsOrSnakes(_))));
    let nested = |kind: &str| thing(&format!(r#"{{"nested":{{"kind":"{kind}"}}}}"#)).nested.unwrap();
    assert!(matches!((nested("lion"), nested("Fish")), (ThingNested::Pet(Pet::Cats(_)), ThingNested::Fish(_))));
    assert!(matches!(
        (nested("bird"), nested("Elm")),
        (ThingNested::Pet(Pet::Bird(_)), ThingNested::Tree(Tree::Elm(_)))
    ));
}

#[test]
fn a_value_of_no_variants_kind_stays_as_it_is() {
    use generated_client::type_lists::models::{JsonModel, Thing, ThingKinds};
    assert_again::<Thing>(&[
        r#"{"mustSay":null,"every":[1],"kinds":4.5,"flag":"true","json":{"a":[null,{"b":1.5}]}}"#,
        r#"{"mustSay":null,"every":"t","kinds":true,"flag":1.5,"json":"t"}"#,
        r#"{"mustSay":null,"every":{"a":1},"kinds":[1],"flag":1,"json":[true,[]]}"#,
    ]);
    let thing = json::from_str::<Thing>(r#"{"mustSay":null,"kinds":4.5,"json":{"a":true}}"#).unwrap();
    assert!(matches!(
        (thing.kinds, thing.json),
        (Some(ThingKinds::UnrecognizedValue(_)), Nullable::Value(JsonModel::Object(_)))
    ));
}

#[test]
fn constants_as_variants_are_values_of_one_enum() {
    use generated_client::constants_as_variants::models::{Thing, ThingCode, ThingGrade, ThingLevel};
    assert_again::<Thing>(&[
        r#"{"grade":"b","level":2,"code":3,"mixed":"one"}"#,
        r#"{"grade":"z","level":-4,"code":null,"mixed":1}"#,
        r#"{"level":9,"mixed":{}}"#,
    ]);
    let thing = json::from_str::<Thing>(r#"{"grade":"b","level":1,"code":3}"#).unwrap();
    assert_eq!((thing.grade, thing.level), (Some(ThingGrade::B), Some(ThingLevel::Low)));
    assert_eq!(thing.code, Nullable::Value(ThingCode::More));
}

#[test]
fn a_variant_that_names_all_of_a_value_goes_first() {
    use generated_client::values_of_variants::models::{Thing, ThingChoice, ThingLevel, ThingPets};
    let thing = |text: &str| json::from_str::<Thing>(text).unwrap();
    let choice = |kind: &str| thing(&format!(r#"{{"choice":{{"type":"{kind}"}}}}"#)).choice.unwrap();
    assert!(matches!((choice("shell"), choice("b")), (ThingChoice::Shell(_), ThingChoice::Hosted(_))));
    assert!(matches!(choice("new"), ThingChoice::Hosted(_)));
    let pets = |kind: &str| thing(&format!(r#"{{"pets":{{"data":{{"type":"{kind}"}}}}}}"#)).pets.unwrap();
    assert!(matches!((pets("cats"), pets("dogs")), (ThingPets::Cats(_), ThingPets::Dogs(_))));
    let level = |level: u8| thing(&format!(r#"{{"level":{{"level":{level}}}}}"#)).level.unwrap();
    assert!(matches!((level(3), level(2), level(9)), (ThingLevel::High(_), ThingLevel::Low(_), ThingLevel::Low(_))));
}

#[test]
fn variants_of_one_tag_are_told_by_the_rest() {
    use generated_client::variants_of_one_tag::models::{Call, Item};
    let item = |text: &str| json::from_str::<Item>(text).unwrap();
    assert!(matches!(item(r#"{"type":"message","role":"assistant","id":"1"}"#), Item::Output(_)));
    assert!(matches!(item(r#"{"type":"message","role":"user"}"#), Item::Input(_)));
    assert!(matches!(item(r#"{"type":"message","role":"new"}"#), Item::Input(_)));
    assert!(matches!(item(r#"{"type":"other"}"#), Item::UnrecognizedValue(_)));
    assert_eq!(json::to_string(&Item::Call(Call::new().name("n"))), r#"{"type":"call","name":"n"}"#);
}

#[test]
fn scalars_of_one_kind_are_one_variant() {
    use generated_client::scalars_beside_others::models::{Model, Shared, Thing, ThingVoice};
    use generated_client::scalars_beside_others::models::{ThingChoice, ThingChoiceText, ThingOff};
    assert_again::<Thing>(&[
        r#"{"choice":"none","literals":"b","named":"b","id":"1","number":7,"off":false,"size":"all","share":0.5}"#,
        r#"{"choice":{"a":"1"},"literals":1,"named":{"a":"1"},"id":["1"],"number":"7","off":{"a":"1"},"size":2}"#,
        r#"{"model":"gpt-5","voice":{"a":"1"}}"#,
    ]);
    let thing = json::from_str::<Thing>(r#"{"choice":"none","off":false,"model":"gpt-5","voice":"gpt-4"}"#).unwrap();
    assert!(matches!(thing.choice, Some(ThingChoice::Text(ThingChoiceText::None))));
    assert!(matches!((thing.off, thing.model), (Some(ThingOff::Boolean(false)), Some(Model::Gpt5))));
    assert!(matches!(thing.voice, Some(ThingVoice::Shared(Shared::Gpt4))));
}

#[test]
fn what_is_built_on_an_heir_is_found_in_it() {
    use generated_client::heirs_of_heirs::models::{Fish, Thing};
    let thing = |text: &str| json::from_str::<Thing>(text).unwrap();
    assert!(matches!(thing(r#"{"kind":"fish","sub":"salmon"}"#), Thing::Fish(Fish::Salmon(_))));
    assert!(matches!(thing(r#"{"kind":"Salmon","sub":"salmon"}"#), Thing::UnrecognizedValue(_)));
}

#[test]
fn what_all_of_says_again_is_written_back() {
    assert_again::<generated_client::said_again_in_all_of::models::Thing>(&[
        r#"{"status":"completed","stop":"a","more":["a"],"counts":{"a":1},"scalar":1,"direct":{"a":"b"}}"#,
        r#"{"status":"incomplete","stop":["a"],"more":"b"}"#,
    ]);
}

#[test]
fn defaults_of_several_kinds_are_filled_in() {
    let text = json::to_string(&generated_client::defaults_of_scalars::models::Thing::new());
    assert_eq!(text, r#"{"either":5,"word":"all","part":0.5,"whole":5,"count":10,"level":1}"#);
}

#[test]
fn variants_are_told_apart_by_null() {
    use generated_client::union_by_null::models::{Open, Page, State};
    let state = |text| json::from_str::<State>(text).unwrap();
    assert!(matches!(state(r#"{"end":null,"note":"n"}"#), State::Open(_)));
    assert!(matches!(state(r#"{"end":"now","code":7}"#), State::Closed(_)));
    assert!(matches!(state(r#"{"end":"null"}"#), State::Closed(_)), "a text that says so is not null");
    assert!(matches!(state(r#"{"end":{}}"#), State::UnrecognizedValue(_)));
    assert!(matches!(state(r#"{"note":"n"}"#), State::UnrecognizedValue(_)));
    assert_eq!(json::to_string(&Open::new().note("n")), r#"{"end":null,"note":"n"}"#);
    let page = |text| json::from_str::<Page>(text).unwrap();
    assert!(matches!(page(r#"{"next":null,"total":1}"#), Page::Last(_)));
    assert!(matches!(page(r#"{"next":"p","total":1}"#), Page::Inner(_)));
    assert!(matches!(page(r#"{"next":{"page":2},"total":1}"#), Page::Inner(_)));
}

#[test]
fn variants_are_told_by_shape_where_the_tag_is_of_the_object_around() {
    use generated_client::discriminator_around::models::{Open, OpenPart, Store, StoreProps};
    let store: Store = json::from_str(r#"{"kind":"gcs","props":{"prefix":"p"}}"#).unwrap();
    assert!(matches!(&store.props, Some(StoreProps::Gcs(_))));
    assert_eq!(json::to_string(&store), r#"{"kind":"gcs","props":{"prefix":"p"}}"#);
    let open = |text| json::from_str::<Open>(text).unwrap().part.unwrap();
    assert!(matches!(open(r#"{"part":{"prefix":"p","kind":"S3"}}"#), OpenPart::S3(_)));
    assert!(matches!(open(r#"{"part":{"prefix":"p"}}"#), OpenPart::UnrecognizedValue(_)), "is written back without");
    assert!(matches!(open(r#"{"part":{"prefix":"p","kind":"Other"}}"#), OpenPart::UnrecognizedValue(_)));
}

#[test]
fn references_with_words_are_variants_as_others() {
    use generated_client::described_variants::models::{Block, Named};
    let block = |text| json::from_str::<Block>(text).unwrap();
    assert!(matches!(block(r#"{"kind":"dog","lives":1}"#), Block::Dog(_)));
    assert!(matches!(block(r#"{"kind":"cat"}"#), Block::Cat(_)));
    let named = |text| json::from_str::<Named>(text).unwrap();
    assert!(matches!(named(r#"{"kind":"Dog"}"#), Named::Dog(_)));
    assert!(matches!(named(r#"{"kind":"Cat"}"#), Named::Cat(_)));
}
