package dev.pedigree.graph;

import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The access scope for which assets are read. {@link GraphStore} binds it to each query
 * that includes {@code visible}. A shared cache has it in its keys.
 */
public record Viewer(String scope) {

	/** Sees all assets. The catalog derives and writes for this viewer. */
	public static final Viewer ALL = new Viewer("ALL");

	private static final ScopedValue<Viewer> BOUND = ScopedValue.newInstance();

	/**
	 * Returns the viewer that is bound to the current thread, or else that of the
	 * authenticated caller, who sees all assets until a policy limits them.
	 * @throws IllegalStateException if there is neither: a thread that lost its caller
	 * must not see what the caller may not see
	 */
	public static Viewer current() {
		if (BOUND.isBound()) {
			return BOUND.get();
		}
		if (SecurityContextHolder.getContext().getAuthentication() == null) {
			throw new IllegalStateException("viewer: thread '" + Thread.currentThread().getName()
					+ "' has no caller; work without a caller runs in Viewer.ALL.run");
		}
		return ALL;
	}

	/** Runs work for this viewer. */
	public void run(Runnable work) {
		ScopedValue.where(BOUND, this).run(work);
	}

	/** Runs work for this viewer and returns its result. */
	public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
		return ScopedValue.where(BOUND, this).call(work);
	}

}
