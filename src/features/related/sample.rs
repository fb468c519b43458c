//! An edition like those of the site: one long article, and 47 briefs of ten days in July 2025.

use crate::model::{Moment, Slug, Story};

/// The id, day of July 2025, section, topics, headline and standfirst; newest first.
type Brief = (&'static str, u8, &'static str, &'static str, &'static str, &'static str);

// One line for each brief reads better than one line for each field.
#[rustfmt::skip]
const BRIEFS: [Brief; 47] = [
    ("heat", 10, "Environment", "Climate, Europe, Heatwave", "Heatwave may have cost 2,300 lives in Europe", "Researchers link about 2,300 deaths to the heat."),
    ("nvidia", 10, "Technology", "Nvidia, Artificial intelligence, Stock market", "Nvidia passes four trillion dollars", "The chip maker is the first company ever to be valued so highly."),
    ("beer", 10, "Culture", "Germany, Beer", "Germany pours fewer beers", "Falling sales point to a culture that is changing."),
    ("yaccarino", 10, "Technology", "X, Elon Musk, Social media", "Linda Yaccarino gives up the helm of X", "The chief executive goes after two years at the social network."),
    ("brazil", 10, "Business", "United States, Brazil, Tariffs, Trade", "Washington puts new tariffs on Brazilian goods", "The duties come at a time of political tension between the two countries."),
    ("caucasus", 10, "World", "Azerbaijan, Armenia, Diplomacy, Caucasus", "Azerbaijan and Armenia close in on peace", "The two neighbours are near to an agreement."),
    ("luggage", 9, "Business", "Airports, Air travel", "Airport staff were paid extra for passengers’ bags", "Leaked emails describe bonuses for luggage."),
    ("mep", 9, "World", "European Union, Poland, China, Russia, India", "‘They laugh at you’, a Polish MEP tells the left", "China, Russia and India find it funny, the member of the European Parliament says."),
    ("brics", 9, "World", "BRICS, Indonesia, Diplomacy, Trade", "BRICS takes in Indonesia and ten partners", "The group of emerging economies grows."),
    ("metoo", 9, "Culture", "MeToo, Law, Harvey Weinstein", "MeToo is still strong, says a lawyer in the Weinstein case", "She speaks for one of the victims."),
    ("law", 9, "Business", "United States, Tax, Donald Trump, Trade", "A vast tax and spending law takes effect in America", "It comes while the country’s trade policy keeps shifting."),
    ("jota", 8, "Sport", "Football, Diogo Jota, Portugal", "Football says farewell to Diogo Jota", "The player and his brother André Silva were buried in Portugal."),
    ("send", 8, "UK", "Labour, Schools, Special needs education", "Labour likely to drop special needs funding model", "The party is expected to stop backing the present system."),
    ("dei", 8, "UK", "Conservatives, Diversity", "Leaked recording: Conservative aide stands by record on diversity", "The aide speaks about equity and inclusion."),
    ("muskparty", 8, "World", "United States, Elon Musk, Politics", "Musk starts a party of his own", "He had asked the users of X in a poll."),
    ("lse", 8, "Business", "London Stock Exchange, Stock market", "Fewest listings ever on the London exchange", "The number of listed shares is at a historic low."),
    ("july4", 8, "World", "United States, Donald Trump", "Bombers fly over as Trump signs disputed law", "B-2 aircraft marked Independence Day."),
    ("boris", 7, "UK", "Conservatives, Reform UK, Boris Johnson, Nigel Farage", "Ignore Farage, Johnson tells Conservatives", "The former prime minister gives his party advice."),
    ("spaces", 7, "UK", "Scotland, Equality law", "Days left for Scotland to rewrite single-sex guidance", "The government in Edinburgh has been ordered to update it."),
    ("wealth", 7, "UK", "Labour, Keir Starmer, Tax", "Starmer expected to say no to wealth tax", "Some in the party had called for one."),
    ("rolls", 7, "UK", "Crime, Cars", "Stolen Rolls-Royce, aged 100, turns up", "The car had been taken from a hotel."),
    ("palestine", 7, "World", "Emmanuel Macron, Keir Starmer, Palestine, France, Diplomacy", "Macron urges Starmer to recognise Palestine", "The French president presses for a joint step."),
    ("ban", 7, "UK", "Labour, Palestine Action, Policing", "Fear of riots delayed ban on Palestine Action", "Labour had put off the decision."),
    ("swinney", 6, "UK", "Scotland, Conservatives, Tax", "Scottish Conservatives protest at Swinney’s words on tax", "The first minister’s remarks draw an objection."),
    ("shops", 6, "Business", "Retail, Crime", "Shops to bar repeat thieves from the high street", "The bans are to be enforced."),
    ("music", 6, "Culture", "Classical music, History", "Music that Henry VIII forbade is heard again", "It will be performed for the first time in 500 years."),
    ("visas", 6, "UK", "Immigration, Home Office", "Home Office cannot say how many outstay visas", "The ministry admits that it has no figure."),
    ("vance", 6, "World", "United States, Reform UK, JD Vance", "Vance quizzes Mandelson about Reform’s rise", "The vice-president asked the ambassador about the party."),
    ("windsor", 5, "UK", "Emmanuel Macron, France, Monarchy", "A carriage for Macron at Windsor", "The ride is meant as a royal gesture."),
    ("scotyear", 5, "UK", "Labour, Scotland", "Labour said to have short-changed Scotland in year one", "The charge comes after a year in power."),
    ("bbc", 5, "Culture", "BBC, Pop music, Bob Vylan", "BBC head of music steps aside over Bob Vylan", "The row about the duo goes on."),
    ("corbyn", 5, "UK", "Labour, Jeremy Corbyn, Keir Starmer", "Corbyn weighs challenge to Starmer from the left", "The former leader of Labour has not decided."),
    ("tube", 5, "UK", "London, London Underground", "Tube trains stopped by a large fire", "It broke out near the tracks."),
    ("cyclist", 4, "UK", "Policing, Cycling, Equality law", "Police quoted Human Rights Act over riding hands-free", "A cyclist tells of the encounter."),
    ("pboc", 4, "Business", "China, Central banks, Interest rates", "China’s central bank asks Europe how to live with low rates", "It turned to other central banks for strategies."),
    ("aijobs", 4, "Technology", "Artificial intelligence, Jobs", "Will the machines take our jobs after all?", "In the long run artificial intelligence makes work less secure, many fear."),
    ("saudi", 4, "World", "Saudi Arabia, Iran, Israel, Diplomacy", "Riyadh keeps the door to Tehran open", "Saudi Arabia’s ties with Iran outlast the conflict with Israel."),
    ("tesla", 4, "Business", "Tesla, Elon Musk, Donald Trump, United States", "Musk struggles to shield Tesla from Trump", "The president’s policy threatens the car maker."),
    ("sas", 3, "Business", "Air travel, Air France-KLM", "Air France-KLM buys control of SAS", "The group takes a majority of the Scandinavian airline."),
    ("literacy", 3, "UK", "Schools, Literacy", "Teachers alarmed as children read worse", "Literacy is falling in British schools."),
    ("shein", 3, "Business", "France, Shein, Retail", "Shein fined 40 million euros in France", "Its discounts misled buyers."),
    ("lula", 3, "World", "Brazil, Argentina", "Lula calls on Cristina Kirchner", "She is under house arrest in Argentina."),
    ("house", 3, "World", "United States, Donald Trump, Tax, Congress", "House hands Trump victory on tax bill", "Congress has passed it."),
    ("rocky", 2, "UK", "Labour, Keir Starmer", "A rocky first year for Keir Starmer", "The prime minister meets with criticism."),
    ("dji", 2, "Technology", "Drones, DJI", "DJI’s new quadcopter lifts 80 kilograms", "The large machine has coaxial rotors."),
    ("senate", 1, "World", "United States, Donald Trump, Tax, Congress", "Senate approves ‘Big Beautiful Bill’", "The law goes back to the other chamber."),
    ("fraud", 1, "Health", "United States, Crime, Health care", "America’s largest strike against health care fraud", "The Department of Justice announces its action."),
];

fn story(
    id: &str,
    published: Moment,
    section: &str,
    topics: &str,
    headline: &str,
    standfirst: &str,
) -> Story {
    Story {
        id: id.to_owned(),
        slug: Slug::from_text(headline).unwrap_or_default(),
        headline: headline.to_owned(),
        standfirst: Some(standfirst.to_owned()),
        section: Some(section.to_owned()),
        topics: topics.split(", ").map(str::to_owned).collect(),
        published: Some(published),
        ..Story::default()
    }
}

/// Returns the edition, newest first; the long article, which is two years older, is the last.
pub(super) fn edition() -> Vec<Story> {
    let mut stories: Vec<Story> = BRIEFS
        .iter()
        .enumerate()
        .map(|(at, (id, day, section, topics, headline, standfirst))| {
            let minute = 59 - at;
            let published = format!("2025-07-{day:02}T12:{minute:02}:00Z").parse().unwrap();
            story(id, published, section, topics, headline, standfirst)
        })
        .collect();
    stories.push(story(
        "lead",
        "2023-02-28T18:00:00Z".parse().unwrap(),
        "World",
        "Central Asia, Kazakhstan, Uzbekistan, United States, Russia, Diplomacy",
        "Blinken courts Central Asia in the shadow of Moscow",
        "In Kazakhstan and Uzbekistan the Secretary of State promises help against Russian pressure.",
    ));
    stories
}
