package dev.pedigree.ingestion.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Parses the Markdown of a card like the Hub: CommonMark with tables and HTML. */
// Nodes of one tree are compared by identity.
@SuppressWarnings("ReferenceEquality")
final class MarkdownText {

	private static final Parser PARSER = Parser.builder()
		.extensions(List.of(TablesExtension.create()))
		.includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
		.maxOpenBlockParsers(100)
		.build();

	/** All sentences except a last one that introduces a list or code. */
	private static final Pattern BEFORE_COLON = Pattern.compile("(.*[.!?\u3002])\\s+.*", Pattern.DOTALL);

	private MarkdownText() {
	}

	/**
	 * Returns the first paragraph of prose, as plain text on one line. Paragraphs of the
	 * document are preferred to text in HTML elements, which mostly are banners.
	 */
	static Optional<String> firstParagraph(String markdown) {
		List<Passage> passages = new ArrayList<>();
		for (Node block = PARSER.parse(markdown).getFirstChild(); block != null; block = block.getNext()) {
			if (block instanceof HtmlBlock html) {
				passages.addAll(HtmlText.passages(html.getLiteral()));
			}
			else if (block instanceof Paragraph) {
				passages.add(passage(block));
			}
			else if (block instanceof BlockQuote && block.getFirstChild() instanceof Paragraph quoted) {
				Passage passage = passage(quoted);
				passage.setKind(Passage.PassageKind.ELEMENT);
				passages.add(passage);
			}
		}
		return Stream.of(Passage.PassageKind.BODY, Passage.PassageKind.ELEMENT)
			.flatMap((kind) -> passages.stream().filter((passage) -> passage.isProse(kind)))
			.flatMap((passage) -> sentences(passage.text()).stream())
			.findFirst();
	}

	/** Removes a last sentence that ends with a colon; empty if it is the only one. */
	private static Optional<String> sentences(String text) {
		if (!text.endsWith(":")) {
			return Optional.of(text);
		}
		Matcher sentences = BEFORE_COLON.matcher(text);
		return sentences.matches() ? Optional.of(sentences.group(1)) : Optional.empty();
	}

	private static Passage passage(Node block) {
		Passage passage = new Passage();
		Node link = null;
		for (Node node = block.getFirstChild(); node != null; node = next(node, block)) {
			// A node after a link in document order is outside of it.
			link = (node instanceof Link) ? node : (link != null && !isWithin(node, link, block)) ? null : link;
			switch (node) {
				case Text text -> passage.add(text.getLiteral(), link != null);
				case Code code -> passage.add(code.getLiteral(), link != null);
				case SoftLineBreak _, HardLineBreak _ -> passage.add(" ", false);
				case HtmlInline html when html.getLiteral().startsWith("<br") -> passage.add(" ", false);
				default -> {
				}
			}
		}
		if (block.getFirstChild() instanceof StrongEmphasis && block.getFirstChild() == block.getLastChild()) {
			passage.setKind(Passage.PassageKind.ELEMENT);
		}
		return passage;
	}

	private static boolean isWithin(Node node, Node link, Node block) {
		Node parent = node.getParent();
		while (parent != link && parent != block) {
			parent = parent.getParent();
		}
		return parent == link;
	}

	/** The next node in document order; the text of an image is skipped. */
	private static @Nullable Node next(Node node, Node root) {
		Node next = (node instanceof Image) ? null : node.getFirstChild();
		for (Node at = node; next == null && at != root; at = at.getParent()) {
			next = at.getNext();
		}
		return next;
	}

	/** Reduces the HTML in Markdown to text; code is unchanged. */
	static String withoutHtml(String markdown) {
		StringBuilder text = new StringBuilder();
		int end = 0;
		Node document = PARSER.parse(markdown);
		for (Node node = document.getFirstChild(); node != null; node = next(node, document)) {
			if (node instanceof HtmlBlock || node instanceof HtmlInline) {
				List<SourceSpan> spans = node.getSourceSpans();
				text.append(markdown, end, spans.getFirst().getInputIndex()).append(text(node));
				end = spans.getLast().getInputIndex() + spans.getLast().getLength();
			}
		}
		return text.append(markdown, end, markdown.length()).toString();
	}

	private static String text(Node html) {
		return switch (html) {
			case HtmlBlock block ->
				HtmlText.passages(block.getLiteral()).stream().map(Passage::text).collect(Collectors.joining("\n"));
			case HtmlInline inline when inline.getLiteral().startsWith("<br") -> "\n";
			default -> "";
		};
	}

}
