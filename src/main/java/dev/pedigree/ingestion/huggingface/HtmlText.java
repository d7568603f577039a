package dev.pedigree.ingestion.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Extracts passages of text from an HTML fragment: one for each block element with text,
 * and one for text outside of block elements. Scripts, styles and comments are ignored.
 */
final class HtmlText implements NodeVisitor {

	/** Elements whose text is a heading, a list item or a cell. */
	private static final Set<String> NO_PROSE = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "li", "table", "pre",
			"summary");

	private final List<Passage> passages = new ArrayList<>();

	private Passage current = new Passage();

	/** The number of open block elements. */
	private int blocks;

	private int links;

	private int exempt;

	private HtmlText() {
	}

	static List<Passage> passages(String html) {
		HtmlText text = new HtmlText();
		Jsoup.parseBodyFragment(html).body().childNodesCopy().forEach((node) -> node.traverse(text));
		text.flush();
		return text.passages;
	}

	@Override
	public void head(Node node, int depth) {
		if (node instanceof TextNode text) {
			this.current.add(text.getWholeText(), this.links > 0);
		}
		else if (node instanceof Element element) {
			if (element.normalName().equals("br")) {
				this.current.add(" ", false);
			}
			count(element, 1);
		}
	}

	@Override
	public void tail(Node node, int depth) {
		if (node instanceof Element element) {
			count(element, -1);
		}
	}

	private void count(Element element, int step) {
		if (element.isBlock()) {
			flush();
			this.blocks += step;
		}
		this.links += element.normalName().equals("a") ? step : 0;
		this.exempt += NO_PROSE.contains(element.normalName()) ? step : 0;
	}

	private void flush() {
		if (!this.current.text().isEmpty()) {
			this.current.setKind((this.exempt > 0) ? Passage.PassageKind.OTHER
					: (this.blocks > 0) ? Passage.PassageKind.ELEMENT : Passage.PassageKind.BODY);
			this.passages.add(this.current);
		}
		this.current = new Passage();
	}

}
