package dev.pedigree.ingestion.huggingface;

/** Plain text of one block of a card, and how much of it is the text of links. */
final class Passage {

	/**
	 * A passage with this many letters outside of links is prose, however long they are.
	 */
	private static final int ENOUGH = 20;

	private final StringBuilder text = new StringBuilder();

	private long linked;

	private long free;

	private PassageKind place = PassageKind.BODY;

	/** Where a passage stands. */
	enum PassageKind {

		/** A paragraph of the document itself. */
		BODY,
		/** An HTML element, a quotation or a line in bold: often a banner or a notice. */
		ELEMENT,
		/** A heading, point or cell, which is no paragraph. */
		OTHER

	}

	void add(String part, boolean link) {
		this.text.append(part);
		long letters = part.codePoints().filter(Character::isLetter).count();
		this.linked += link ? letters : 0;
		this.free += link ? 0 : letters;
	}

	void place(PassageKind where) {
		this.place = where;
	}

	/** The text on one line. */
	String text() {
		return this.text.toString().replaceAll("[\\s\\u00a0\\u200b]+", " ").strip();
	}

	/** A row of links or badges has next to no text between them. */
	boolean isProse(PassageKind where) {
		return this.place == where && (this.free >= ENOUGH || this.free > this.linked)
				&& !Section.withoutPlaceholders(text()).isEmpty();
	}

}
