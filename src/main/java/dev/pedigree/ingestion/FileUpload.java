package dev.pedigree.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.unit.DataSize;

/**
 * Files as they were sent: one, or a zip archive of many, and what the request tells
 * beside them.
 *
 * @param payloads a payload each, in their order
 * @param names their paths; one that came alone has none
 * @param ignored files of the archive that are not of the format
 */
record FileUpload(RequestBody payloads, List<String> names, List<String> ignored) {

	private static final String AT = "at";

	/**
	 * Reads an upload.
	 * @param told the parameters of the request
	 * @param received the time of the request
	 * @param most size of all files of an archive
	 * @param entries of an archive that are allowed
	 * @throws RequestBytes.Unreadable when it is too large, no archive that can be read,
	 * or told of what the format does not know
	 * @throws InvalidPayloadException when the one file is not of the format
	 */
	static FileUpload of(FileFormat format, byte[] body, Map<String, String[]> told, Instant received, DataSize most,
			int entries) {
		ObjectNode parameters = parameters(format, told, received);
		if (startsWith(body, 'P', 'K', 3, 4)) {
			return archive(format, body, parameters, most, entries);
		}
		if (startsWith(body, 0x1f, 0x8b)) {
			throw new RequestBytes.Unreadable(415,
					"The file is gzipped: say so with Content-Encoding: gzip, or send a zip archive");
		}
		if (body.length == 0) {
			throw new InvalidPayloadException("", "the body is empty");
		}
		RequestBody.Payload payload = payload(format, "", body, parameters);
		if (payload == null) {
			throw new InvalidPayloadException("", "the file holds nothing of the format " + format.name());
		}
		return new FileUpload(new RequestBody(List.of(payload), false), List.of(""), List.of());
	}

	private static FileUpload archive(FileFormat format, byte[] body, ObjectNode parameters, DataSize most,
			int entries) {
		List<RequestBody.Payload> payloads = new ArrayList<>();
		List<String> names = new ArrayList<>();
		List<String> ignored = new ArrayList<>();
		long left = most.toBytes();
		int count = 0;
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (++count > entries) {
					throw RequestBytes.tooMany(entries);
				}
				byte[] file = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 16));
				left -= file.length;
				if (left < 0) {
					throw new RequestBytes.Unreadable(413,
							"The files of the archive are larger than " + most.toBytes() + " bytes");
				}
				RequestBody.Payload payload = (!entry.isDirectory() && format.reads(entry.getName()))
						? entry(format, entry.getName(), file, parameters) : null;
				if (payload != null) {
					names.add(entry.getName());
					payloads.add(payload);
				}
				else if (!entry.isDirectory()) {
					ignored.add(entry.getName());
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new RequestBytes.Unreadable(400, "The archive cannot be read: " + ex.getMessage());
		}
		if (payloads.isEmpty()) {
			throw new RequestBytes.Unreadable(422, "The archive holds no file of the format " + format.name());
		}
		if (format.subject().stream().anyMatch(parameters::has) && names.stream().filter(format::isOfOne).count() > 1) {
			throw new RequestBytes.Unreadable(422, "The archive holds several files of the format " + format.name()
					+ ", so a request cannot say what all of them are of");
		}
		return new FileUpload(new RequestBody(payloads, true), names, ignored);
	}

	/** A slip in the name of one must not be taken for silence. */
	private static ObjectNode parameters(FileFormat format, Map<String, String[]> told, Instant received) {
		Set<String> known = new TreeSet<>(format.parameters());
		known.add(AT);
		ObjectNode parameters = JsonNodeFactory.instance.objectNode();
		told.forEach((name, values) -> {
			if (!known.contains(name) || values.length != 1) {
				throw new RequestBytes.Unreadable(400, "The parameters of " + format.name() + " are "
						+ String.join(", ", known) + ", each once, not " + name);
			}
			parameters.put(name, values[0]);
		});
		if (!parameters.has(AT)) {
			parameters.put(AT, received.toString());
		}
		EventTime.receivedAt(received, () -> EventTime.of(new PayloadNode(parameters, "").at(AT)));
		return parameters;
	}

	/** A file of an archive is kept by its path where it is not of the format. */
	private static RequestBody.@Nullable Payload entry(FileFormat format, String path, byte[] file,
			ObjectNode parameters) {
		try {
			return payload(format, path, file, parameters);
		}
		catch (InvalidPayloadException ex) {
			return new RequestBody.Payload(null, path, ex.reason());
		}
	}

	private static RequestBody.@Nullable Payload payload(FileFormat format, String path, byte[] file,
			ObjectNode parameters) {
		JsonNode content = format.read(path, text(file));
		if (content == null) {
			return null;
		}
		ObjectNode payload = parameters.deepCopy().put("file", path);
		return RequestBody.Payload.of(payload.set("content", content));
	}

	private static String text(byte[] file) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw new InvalidPayloadException("", "not text in UTF-8");
		}
	}

	private static boolean startsWith(byte[] body, int... magic) {
		for (int i = 0; i < magic.length; i++) {
			if (body.length <= i || (body[i] & 0xff) != magic[i]) {
				return false;
			}
		}
		return true;
	}

}
