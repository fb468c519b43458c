// The edition that every site shows: the sample edition's lead article, and fifty headlines beside it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const HEADLINES = 50;

// Only paragraphs are kept: the peers show neither pictures nor figures, and everybody has to show the same.
const NOT_TEXT = /<(figure|aside|details|table|pre)\b.*?<\/\1>/gs;
const PARAGRAPH = /<p>.*?<\/p>/gs;

const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));
const slug = ({ url }) => new URL(url, 'https://paper.example/content/').pathname.split('/').filter(Boolean).at(-1);
const entry = (item, rest) => ({
  id: slug(item),
  url: `https://paper.example/article/${slug(item)}/`,
  title: item.title,
  date_published: item.date_published,
  ...rest,
});

/**
 * Reads the content folder, and writes the edition in two forms: `edition/feed.json` for the peers, and `london-daily.json`, with
 * relative URLs and what the newsletter form needs, for London Daily. Returns the former.
 */
export async function makeEdition(content, root) {
  const feed = await readJson(join(content, 'feed.json'));
  const items = feed.items.filter((item) => !item._london_daily?.withdrawn);
  const lead = items.find((item) => item._london_daily?.article_url);
  const rest = items.filter((item) => item !== lead).slice(0, HEADLINES);
  if (!lead || rest.length < HEADLINES) {
    throw new Error(`${content} has no article in a file of its own, or fewer than ${HEADLINES} headlines beside it`);
  }
  const article = await readJson(join(content, lead._london_daily.article_url));
  const paragraphs = article.items[0].content_html?.replace(NOT_TEXT, '').match(PARAGRAPH);
  if (!paragraphs) throw new Error(`the article ${lead._london_daily.article_url} has no paragraphs`);

  const edition = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description ?? '',
    language: feed.language ?? 'en-GB',
    home_page_url: 'https://paper.example/',
    feed_url: 'https://paper.example/feed.json',
    items: [
      entry(lead, { summary: lead.summary ?? '', tags: lead.tags?.slice(0, 2) ?? [], content_html: paragraphs.join('\n') }),
      ...rest.map((item) => entry(item, { content_text: item.title })),
    ],
  };
  const own = {
    ...edition,
    items: edition.items.map((item) => ({ ...item, url: `../article/${item.id}/` })),
    _london_daily: {
      time_zone: 'Europe/London',
      newsletter: { title: 'Newsletter', text: '', action: '/subscribe', transport: 'form', email_field: 'email' },
    },
  };
  await mkdir(join(root, 'edition'), { recursive: true });
  await writeFile(join(root, 'edition/feed.json'), JSON.stringify(edition, null, 1));
  await writeFile(join(root, 'london-daily.json'), JSON.stringify(own));
  return edition;
}
