package dev.pedigree.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * The requested page of a sorted list.
 *
 * @param list the name of the list, part of its cursors
 * @param first the maximum number of rows, 1 to {@value #MOST}
 * @param after the key of the last row of the previous page; empty for the first page
 */
public record PageRequest(String list, int first, String after) {

	private static final int USUAL = 20;

	/** The maximum length of a page. */
	public static final int MOST = 1000;

	/**
	 * Reads the arguments of a connection; {@code first} is 20 by default.
	 * @throws InvalidRequestException when {@code first} is out of range or {@code after}
	 * is no cursor of this list
	 */
	public static PageRequest of(String list, @Nullable Integer first, @Nullable String after) {
		int rows = (first != null) ? first : USUAL;
		if (rows < 1 || rows > MOST) {
			throw InvalidRequestException.invalid("first", "must be 1 to " + MOST + ", not " + rows);
		}
		return new PageRequest(list, rows, (after != null) ? key(list, after) : "");
	}

	/** The number of rows to read: one more than requested, to detect a next page. */
	public int fetch() {
		return this.first + 1;
	}

	/** The opaque cursor of the row with a key. */
	public String cursor(String key) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((this.list + "\n" + key).getBytes(StandardCharsets.UTF_8));
	}

	private static String key(String list, String cursor) {
		String text = decode(cursor);
		if (!text.startsWith(list + "\n") || text.length() == list.length() + 1) {
			throw InvalidRequestException.invalid("after", "'" + cursor + "' is no cursor of this list");
		}
		return text.substring(list.length() + 1);
	}

	private static String decode(String cursor) {
		try {
			return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
