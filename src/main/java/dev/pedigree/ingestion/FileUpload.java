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
 * An upload of files: one file or a zip archive, with the parameters of the request.
 *
 * @param payloads one payload a file
 * @param names the paths of the files; empty for a single file
 * @param ignored files of the archive in other formats
 */
record FileUpload(RequestBody payloads, List<String> names, List<String> ignored) {

	private static final String AT = "at";

	/**
	 * Parses an upload.
	 * @param most the allowed size of all files of an archive
	 * @param entries the allowed number of entries of an archive
	 * @throws RequestBytes.Unreadable if the upload is too large, the archive is damaged
	 * or a parameter is unknown
	 * @throws InvalidPayloadException if a single file is not of the format
	 */
	static FileUpload of(FileFormat format, byte[] body, Map<String, String[]> query, Instant received, DataSize most,
			int entries) {
		ObjectNode parameters = parameters(format, query, received);
		String start = new String(body, 0, Math.min(body.length, 4), StandardCharsets.ISO_8859_1);
		if (start.equals("PK\u0003\u0004")) {
			return archive(format, body, parameters, most, entries);
		}
		if (start.startsWith("\u001f\u008b")) {
			throw new RequestBytes.Unreadable(415,
					"The file is gzipped; send it with Content-Encoding: gzip, or send a zip archive");
		}
		if (body.length == 0) {
			throw new InvalidPayloadException("", "the body is empty");
		}
		RequestBody.Payload payload = payload(format, "", body, parameters);
		if (payload == null) {
			throw new InvalidPayloadException("", "the file has no content of the format " + format.name());
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
				String path = entry.getName();
				RequestBody.Payload payload = format.accepts(path) ? entry(format, path, file, parameters) : null;
				if (payload != null) {
					names.add(path);
					payloads.add(payload);
				}
				else if (!entry.isDirectory()) {
					ignored.add(path);
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new RequestBytes.Unreadable(400, "The archive cannot be read: " + ex.getMessage());
		}
		if (payloads.isEmpty()) {
			throw new RequestBytes.Unreadable(422, "The archive has no file of the format " + format.name());
		}
		if (format.subjectParameters().stream().anyMatch(parameters::has)
				&& names.stream().filter(format::hasOneSubject).count() > 1) {
			throw new RequestBytes.Unreadable(422, "The archive has several files of the format " + format.name()
					+ "; the parameters " + format.subjectParameters() + " are allowed with one");
		}
		return new FileUpload(new RequestBody(payloads, true), names, ignored);
	}

	/** Rejects unknown parameters, so that a typing error is not ignored. */
	private static ObjectNode parameters(FileFormat format, Map<String, String[]> query, Instant received) {
		Set<String> known = new TreeSet<>(format.parameters());
		known.add(AT);
		ObjectNode parameters = JsonNodeFactory.instance.objectNode();
		query.forEach((name, values) -> {
			if (!known.contains(name) || values.length != 1) {
				throw new RequestBytes.Unreadable(400,
						"The parameter " + name + " is " + (known.contains(name) ? "repeated" : "unknown")
								+ "; the parameters of " + format.name() + " are " + String.join(", ", known)
								+ ", each once");
			}
			parameters.put(name, values[0]);
		});
		if (!parameters.has(AT)) {
			parameters.put(AT, received.toString());
		}
		EventTime.receivedAt(received, () -> EventTime.of(new PayloadNode(parameters, "").at(AT)));
		return parameters;
	}

	/** Parses a file of an archive; an invalid one is rejected by its path. */
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
		return (content == null) ? null
				: RequestBody.Payload.of(parameters.deepCopy().put("file", path).set("content", content));
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

}
