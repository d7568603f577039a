package dev.pedigree.ingestion.huggingface;

/** The plain text of one block of a card, with the number of letters in links. */
final class Passage {

	/** A passage with this many letters outside of links is prose. */
	private static final int MIN_LETTERS = 20;

	private final StringBuilder text = new StringBuilder();

	private long linked;

	private long free;

	private PassageKind kind = PassageKind.BODY;

	/** The position of a passage in the document. */
	enum PassageKind {

		/** A paragraph of the document itself. */
		BODY,
		/** An HTML element, a quotation or a line in bold: often a banner or a notice. */
		ELEMENT,
		/** A heading, list item or cell. */
		OTHER

	}

	void add(String part, boolean link) {
		this.text.append(part);
		long letters = part.codePoints().filter(Character::isLetter).count();
		this.linked += link ? letters : 0;
		this.free += link ? 0 : letters;
	}

	void setKind(PassageKind kind) {
		this.kind = kind;
	}

	/** The text on one line. */
	String text() {
		return this.text.toString().replaceAll("[\\s\\u00a0\\u200b]+", " ").strip();
	}

	/** Whether it is a passage of the kind and not a row of links or badges. */
	boolean isProse(PassageKind wanted) {
		return this.kind == wanted && (this.free >= MIN_LETTERS || this.free > this.linked)
				&& !Section.withoutPlaceholders(text()).isEmpty();
	}

}
